/** Operations on sets of fields in managedFields' `fieldsV1` format: difference, containment, values in an object. Pure. */
import type { FieldSet } from './kube-object.ts';

/** Steps from the object down, each in `fieldsV1` format. */
export type FieldPath = readonly string[];

export const emptySet: FieldSet = {};

/** The topmost paths that are in `set` and not in `other`. */
export function difference(set: FieldSet, other: FieldSet, at: FieldPath = []): FieldPath[] {
  return Object.entries(set).flatMap(([step, below]) => {
    if (step === '.') return [];
    const known = other[step];
    if (known === undefined) return [[...at, step]];
    return difference(below, known, [...at, step]);
  });
}

/** Whether the set contains this path, or one below it. */
export function containsPath(set: FieldSet, path: FieldPath): boolean {
  let at: FieldSet | undefined = set;
  for (const step of path) at = at?.[step];
  return at !== undefined;
}

/** The value at a step, and the key under which its parent has it; undefined: no such value. */
export function childAt(
  parent: unknown,
  step: string,
): { readonly key: string | number; readonly value: unknown } | undefined {
  const [form, rest] = [step.slice(0, 2), step.slice(2)];
  if (form === 'f:') {
    if (!isMap(parent) || !Object.hasOwn(parent, rest)) return undefined;
    return { key: rest, value: parent[rest] };
  }
  if (!Array.isArray(parent)) return undefined;
  const index = form === 'i:' ? Number(rest) : parent.findIndex(itemMatcher(form, rest));
  return index in parent ? { key: index, value: parent[index] } : undefined;
}

function itemMatcher(form: string, text: string): (item: unknown) => boolean {
  const expected: unknown = JSON.parse(text);
  if (form === 'k:' && isMap(expected))
    return (item) => isMap(item) && Object.entries(expected).every(([name, value]) => item[name] === value);
  return (item) => item === expected;
}

/** The values of an object at the paths of a set: leaves including everything below them. */
export function valuesAt(object: unknown, set: FieldSet): unknown {
  const steps = Object.entries(set).filter(([step]) => step !== '.');
  if (steps.length === 0) return Object.keys(set).length === 0 ? object : true;
  return steps.map(([step, below]) => {
    const found = childAt(object, step);
    return [step, found ? valuesAt(found.value, below) : null];
  });
}

/** `spec.template.spec.containers[name=cart]`, for messages. */
export const formatPath = (path: FieldPath): string =>
  path
    .map((step) => {
      const rest = step.slice(2);
      if (step.startsWith('f:')) return `.${rest}`;
      const keys: unknown = step.startsWith('k:') ? JSON.parse(rest) : rest;
      const text = isMap(keys) ? Object.entries(keys).map(([name, value]) => `${name}=${value}`) : [keys];
      return `[${text.join(',')}]`;
    })
    .join('')
    .replace(/^\./, '');

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
