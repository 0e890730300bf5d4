/**
 * The response that clients of Spring Cloud Config read: property sources from the strongest to the weakest, with nested
 * settings flattened to names with dots. Pure.
 */
import type { Layer } from './layer-settings.ts';

export interface SpringEnvironment {
  readonly name: string;
  readonly profiles: readonly string[];
  readonly label: string | null;
  /** The commit. */
  readonly version: string;
  readonly state: null;
  readonly propertySources: readonly { readonly name: string; readonly source: Readonly<Record<string, unknown>> }[];
}

export const springEnvironment = (
  application: string,
  profiles: readonly string[],
  label: string | undefined,
  commit: string,
  layers: readonly Layer[],
): SpringEnvironment => ({
  name: application,
  profiles,
  label: label ?? null,
  version: commit,
  state: null,
  propertySources: layers.map(({ name, values }) => ({ name, source: flatten(values) })),
});

/** `{ a: { b: 1 } }` -> `{ 'a.b': 1 }`; items of lists as `a[0]`. */
export function flatten(values: Readonly<Record<string, unknown>>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => flattenValue(value, prefix === '' ? key : `${prefix}.${key}`)),
  );
}

function flattenValue(value: unknown, name: string): [string, unknown][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => flattenValue(item, `${name}[${index}]`));
  if (value === null || typeof value !== 'object') return [[name, value]];
  return Object.entries(flatten(value as Readonly<Record<string, unknown>>, name));
}
