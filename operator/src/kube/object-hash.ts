/**
 * The hash of a live object: equal hashes mean that the fields the operator applied are unchanged, and that nobody has added
 * fields that change what the object does. Other fields of others play no part. Pure.
 */
import { createHash } from 'node:crypto';
import { foreignFields, ownFields } from './field-ownership.ts';
import { childAt, valuesAt } from './field-set.ts';
import type { KubeObject } from './kube-object.ts';

export function objectHash(object: KubeObject): string {
  const foreign = foreignFields(object).map(({ path }) => [
    path,
    path.reduce<unknown>((parent, step) => childAt(parent, step)?.value, object) ?? null,
  ]);
  return hashOf([valuesAt(object, ownFields(object)), foreign]);
}

/** Hash of any JSON value, independent of the order of keys. */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(withSortedKeys(value)))
    .digest('base64url')
    .slice(0, 22);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, withSortedKeys(one)]),
  );
}
