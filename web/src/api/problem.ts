/** A refusal of the server (RFC 9457), or the news that no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** A sentence for people, in the chosen language; empty when the server sent none. */
    readonly detail: string,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${code}`);
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, "network.unreachable", "");
}

export async function problemFrom(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (!isRecord(body)) return new Problem(response.status, "gateway.unavailable", "");
  return new Problem(response.status, text(body.code), text(body.detail), fieldsOf(body.errors), body);
}

function fieldsOf(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    if (isRecord(error)) fields[text(error.field)] = text(error.message);
  }
  return fields;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
