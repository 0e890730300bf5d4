/** Access to JSON documents of unknown shape, and the form in which released ones are kept. Pure. */
export type Schema = Readonly<Record<string, unknown>>;

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list as it is, a single value as a list of one, nothing as an empty list. */
export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** The value below `keys`, or undefined. */
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((below, key) => (isSchema(below) ? below[key] : undefined), value);

export const entries = (value: unknown, ...keys: readonly string[]): readonly (readonly [string, unknown])[] => {
  const below = at(value, ...keys);
  return isSchema(below) ? Object.entries(below) : [];
};

/** The document with every `$ref` replaced by what it refers to. Throws when a reference is circular or leads nowhere. */
export function resolveReferences(document: Schema): Schema {
  const resolve = (value: unknown, open: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one) => resolve(one, open));
    if (!isSchema(value)) return value;
    const { $ref: reference } = value;
    if (typeof reference !== 'string')
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, open)]));
    const target = at(document, ...reference.replace('#/', '').split('/'));
    if (target === undefined || open.includes(reference)) throw new Error(`cannot resolve ${reference}`);
    return resolve(target, [...open, reference]);
  };
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, resolve(value, [])]));
}

const textKeys: ReadonlySet<string> = new Set(['description', 'summary', 'example', 'examples', 'message']);

/** The document without texts for people, which may change at any time. Names of fields are kept, whatever they are. */
export function withoutTexts(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutTexts(one));
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areNames || !textKeys.has(key))
      .map(([key, one]) => [key, withoutTexts(one, !areNames && nameKeys.has(key))]),
  );
}

const nameKeys: ReadonlySet<string> = new Set([
  'properties',
  'schemas',
  'messages',
  'channels',
  'responses',
  'headers',
]);
