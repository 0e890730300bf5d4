/** The shop's answer to a form: what it says of which field. Pure. */
import { isApiError } from '../../api/api-error.ts';

/**
 * By the pointer of a field that the form has. What a part of a field got (`/price/amount`, `/tags/3`) is told of the field;
 * what is of no field of the form is under the empty pointer.
 */
export function problemFieldErrors(error: unknown, fields: readonly string[]): Readonly<Record<string, string>> {
  if (!isApiError(error)) return {};
  const errors: Record<string, string> = {};
  for (const { pointer, detail } of error.problem.errors ?? []) {
    const field = fields.find((one) => pointer === one || pointer.startsWith(`${one}/`)) ?? '';
    errors[field] ??= field === '' && pointer ? `${pointer}: ${detail}` : detail;
  }
  return errors;
}
