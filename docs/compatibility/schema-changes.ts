/**
 * What a change of a JSON Schema breaks for those who knew the earlier one. The rules depend on who writes the value:
 *
 * - `accepted` (requests, `spec`): whatever was valid must stay valid. A new field may not be required.
 * - `returned` (responses, `status`): whatever clients relied on must stay: fields, their presence, types, bounds and
 *   values. New fields, new values of an enumeration and new alternatives with a discriminator are announced as possible.
 *
 * Events are both. References must be resolved. What cannot be compared (two patterns, two formats) counts as breaking when it differs. Pure.
 */
import { isSchema, list, type Schema } from './schema.ts';

export type Direction = 'accepted' | 'returned';

type Rule = (before: Schema, after: Schema, direction: Direction) => readonly string[];

/** @returns one line per breaking change: the path of the value, and what changed */
export function schemaChanges(before: unknown, after: unknown, direction: Direction, path: string): string[] {
  if (!isSchema(before) || !isSchema(after)) return before === undefined ? [] : [`${path}: its schema was removed`];
  const [known, present] = [alternatives(before), alternatives(after)];
  if (known.length > 1 || present.length > 1) return alternativeChanges(known, present, direction, path);
  return [
    ...rules.flatMap((rule) => rule(before, after, direction)).map((change) => `${path}: ${change}`),
    ...fieldChanges(before, after, direction, path),
    ...nestedChanges(before, after, direction, path),
  ];
}

const types: Rule = (before, after, direction) => {
  const [from, to] = direction === 'accepted' ? [before, after] : [after, before];
  if (to.type === undefined) return [];
  const allowed = list(to.type);
  const isCovered = (type: unknown) => allowed.includes(type) || (type === 'integer' && allowed.includes('number'));
  return from.type !== undefined && list(from.type).every(isCovered)
    ? []
    : [`type ${text(before.type)} became ${text(after.type)}`];
};

const values: Rule = (before, after, direction) => {
  const [known, present] = [valuesOf(before), valuesOf(after)];
  if (!known) return present && direction === 'accepted' ? [`accepts only ${text(present)}`] : [];
  if (!present) return direction === 'returned' ? ['is no longer an enumeration'] : [];
  return known.filter((value) => !present.includes(value)).map((value) => `value ${text(value)} was removed`);
};

const required: Rule = (before, after, direction) => {
  const [known, present] = [list(before.required), list(after.required)];
  return direction === 'accepted'
    ? present.filter((name) => !known.includes(name)).map((name) => `${name} is required`)
    : known.filter((name) => !present.includes(name)).map((name) => `${name} is no longer always there`);
};

const bounds: Rule = (before, after, direction) =>
  Object.entries(boundKeywords).flatMap(([keyword, sign]) => {
    const [from, to] = direction === 'accepted' ? [before[keyword], after[keyword]] : [after[keyword], before[keyword]];
    const isWithin = to === undefined || (from !== undefined && sign * Number(from) <= sign * Number(to));
    return isWithin ? [] : [`${keyword} ${text(before[keyword])} became ${text(after[keyword])}`];
  });

/** Keyword -> 1 for an upper bound, -1 for a lower one. */
const boundKeywords = {
  ...{ maximum: 1, exclusiveMaximum: 1, maxLength: 1, maxItems: 1, maxProperties: 1 },
  ...{ minimum: -1, exclusiveMinimum: -1, minLength: -1, minItems: -1, minProperties: -1 },
};

const incomparable: Rule = (before, after, direction) =>
  ['pattern', 'format', 'multipleOf'].flatMap((keyword) => {
    const restricts = (direction === 'accepted' ? after : before)[keyword] !== undefined;
    return restricts && before[keyword] !== after[keyword]
      ? [`${keyword} ${text(before[keyword])} became ${text(after[keyword])}`]
      : [];
  });

const fixed: Rule = (before, after) =>
  ['default', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-preserve-unknown-fields'].flatMap(
    (keyword) =>
      text(before[keyword]) === text(after[keyword])
        ? []
        : [`${keyword} ${text(before[keyword])} became ${text(after[keyword])}`],
  );

const openness: Rule = (before, after, direction) =>
  direction === 'accepted' && before.additionalProperties !== false && after.additionalProperties === false
    ? ['rejects unknown fields']
    : [];

const validations: Rule = (before, after, direction) => {
  const rulesOf = (schema: Schema) =>
    list(schema['x-kubernetes-validations']).map((one) => (isSchema(one) ? String(one.rule) : ''));
  const known = rulesOf(before);
  return direction === 'accepted'
    ? rulesOf(after)
        .filter((rule) => !known.some((one) => one === rule || isWidened(one, rule)))
        .map((rule) => `has the new rule ${rule}`)
    : [];
};

/** Whether a rule accepts every key of an earlier one: `self.all(key, key in ['a', 'b'])` with more keys. */
function isWidened(before: string, after: string): boolean {
  const take = (rule: string) => /^(self\.all\(\w+, \w+ in )\[(.*)\]\)$/s.exec(rule)?.slice(1);
  const [[known, knownKeys] = [], [present, keys] = []] = [take(before), take(after)];
  const split = (text = '') => text.split(',').map((key) => key.trim());
  return known !== undefined && known === present && split(knownKeys).every((key) => split(keys).includes(key));
}

const rules: readonly Rule[] = [types, values, required, bounds, incomparable, fixed, openness, validations];

function fieldChanges(before: Schema, after: Schema, direction: Direction, path: string): string[] {
  const present = isSchema(after.properties) ? after.properties : {};
  return Object.entries(isSchema(before.properties) ? before.properties : {}).flatMap(([name, field]) =>
    name in present
      ? schemaChanges(field, present[name], direction, `${path}.${name}`)
      : [`${path}.${name}: was removed`],
  );
}

function nestedChanges(before: Schema, after: Schema, direction: Direction, path: string): string[] {
  const parts = list(before.allOf).map((part, index) => [part, list(after.allOf)[index]]);
  return [
    ...schemaChanges(before.items, after.items, direction, `${path}[]`),
    ...(isSchema(before.additionalProperties) && after.additionalProperties !== true
      ? schemaChanges(before.additionalProperties, after.additionalProperties, direction, `${path}.*`)
      : []),
    ...parts.flatMap(([part, same]) => schemaChanges(part, same, direction, path)),
  ];
}

/** Each known alternative must have a compatible one; those that are returned must be known, or have a discriminator. */
function alternativeChanges(
  known: readonly Schema[],
  present: readonly Schema[],
  direction: Direction,
  path: string,
): string[] {
  const closest = (candidates: readonly string[][]) => candidates.toSorted((a, b) => a.length - b.length)[0] ?? [];
  const lost = known.flatMap((before) =>
    closest(present.map((after) => schemaChanges(before, after, direction, path))),
  );
  const added = present.filter(
    (after) => !known.some((before) => schemaChanges(before, after, direction, path).length === 0),
  );
  return [
    ...lost,
    ...(direction === 'returned' && lost.length === 0 && added.some((schema) => !hasDiscriminator(schema))
      ? [`${path}: has an alternative that clients cannot tell apart`]
      : []),
  ];
}

const alternatives = (schema: Schema): readonly Schema[] => {
  const given = list(schema.oneOf ?? schema.anyOf).filter(isSchema);
  return given.length > 0 ? given : [schema];
};

const hasDiscriminator = ({ properties }: Schema): boolean =>
  Object.values(isSchema(properties) ? properties : {}).some((field) => isSchema(field) && 'const' in field);

/** `x-extensible-enum`: the known values of a string that later versions may add to. */
const valuesOf = (schema: Schema): readonly unknown[] | undefined =>
  'const' in schema ? [schema.const] : [schema.enum, schema['x-extensible-enum']].find(Array.isArray);

const text = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));
