/** A chain of hashes over an append-only log: a changed, missing or inserted entry breaks every later hash. */
import { createHash } from 'node:crypto';

/** SHA-256 (hex) of the previous hash ('' for the first entry) and the entry's fields in canonical JSON (sorted keys). */
export const chainHash = (previous: string, entry: unknown): string =>
  createHash('sha256').update(previous).update('\n').update(canonical(entry)).digest('hex');

/** JSON with sorted object keys, so that equal values have the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(',')}}`;
}
