/** A refusal of the server (RFC 9457), or the news that no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** A sentence for people, in the chosen language; empty when the server sent none. */
    readonly detail: string,
    /** Names of the fields it is about; `subjects[0].level` is about `subjects`. */
    readonly fields: readonly string[] = [],
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

function fieldsOf(errors: unknown): string[] {
  const paths = Array.isArray(errors) ? errors.filter(isRecord).map((error) => text(error.field)) : [];
  return [...new Set(paths.map((path) => /^\w*/.exec(path)?.[0] ?? ""))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
