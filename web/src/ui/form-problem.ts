import { t } from "@lingui/core/macro";
import { problemOf } from "~/api/problem";

type FieldErrors = { setFieldError: (field: string, message: string) => void };

/**
 * Puts a refusal at the fields of the form it is about. Answers the problem when some of it has no field here
 * (then it belongs above the button), else null. What is malformed the server tells only to programs.
 */
export function placeProblem(error: unknown, form: FieldErrors, fields: readonly string[]): unknown {
  const problem = problemOf(error);
  const placed = problem.fields.filter((field) => fields.includes(field));
  for (const field of placed) form.setFieldError(field, problem.status === 422 ? problem.detail : t`Проверьте, что здесь введено`);
  return placed.length > 0 && placed.length === problem.fields.length ? null : error;
}
