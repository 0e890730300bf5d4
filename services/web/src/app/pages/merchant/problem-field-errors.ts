/** Maps a validation problem to the fields of a form. Pure. */
import { isApiError } from '../../api/api-error.ts';

/**
 * Errors by the JSON Pointer of a form field. An error of a part (`/price/amount`, `/tags/3`) belongs to its field; an error of
 * no field is under the empty pointer.
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
