import { problemOf } from "~/api/problem";

type FieldErrors = { setFieldError: (field: string, message: string) => void };

/**
 * Puts the server's field errors on their fields. Answers the problem when some of it has no field of the
 * form to stand at (then it belongs above the button), else null.
 */
export function placeProblem(error: unknown, form: FieldErrors, fields: readonly string[]): unknown {
  const errors = Object.entries(problemOf(error).fields);
  const placed = errors.filter(([field]) => fields.includes(field));
  for (const [field, message] of placed) form.setFieldError(field, message);
  return placed.length > 0 && placed.length === errors.length ? null : error;
}
