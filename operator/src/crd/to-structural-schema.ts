/**
 * Turns zod's JSON Schema into a structural schema for the API server: no `additionalProperties: false` (unknown fields are
 * rejected by strict clients and otherwise pruned), no property names of maps, unions of objects merged into one object in
 * which only the common fields are required, and literals with a type.
 */
export type Schema = Readonly<Record<string, unknown>>;

const maxMapEntries = 64;

export function toStructuralSchema(schema: Schema): Schema {
  const alternatives = schemaList(schema.oneOf ?? schema.anyOf);
  if (alternatives.length > 0) {
    const { oneOf: _, anyOf: __, ...union } = schema;
    return toStructuralSchema({ ...union, ...mergeAlternatives(alternatives) });
  }
  const { propertyNames: _, $schema: __, id: ___, additionalProperties: others, properties, items, ...given } = schema;
  const { description, 'x-kubernetes-validations': rules, ...rest } = given;
  const additionalProperties = schema['x-kubernetes-preserve-unknown-fields'] ? undefined : others;
  return {
    ...(description === undefined ? {} : { description }),
    ...rest,
    ...literalType(schema),
    ...(isSchema(items) ? { items: toStructuralSchema(items), ...listType(items) } : {}),
    ...(isSchema(additionalProperties)
      ? { additionalProperties: toStructuralSchema(additionalProperties), maxProperties: maxMapEntries }
      : {}),
    ...(rules === undefined ? {} : { 'x-kubernetes-validations': rules }),
    ...(isSchema(properties) && Object.keys(properties).length > 0
      ? { properties: mapValues(properties, toStructuralSchema) }
      : {}),
  };
}

/** Merges objects that a literal discriminates; what only some of them require is left to a CEL rule. */
function mergeAlternatives(alternatives: readonly Schema[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const { properties: own } of alternatives)
    for (const [name, schema] of Object.entries(isSchema(own) ? own : {})) {
      if (!isSchema(schema)) continue;
      const known = properties[name];
      properties[name] =
        known?.enum && schema.enum ? { ...known, enum: [...asArray(known.enum), ...asArray(schema.enum)] } : schema;
    }
  const requireds = alternatives.map(({ required }) => asArray(required));
  return {
    type: 'object',
    properties,
    required: requireds[0]?.filter((name) => requireds.every((all) => all.includes(name))),
  };
}

/** zod uses `number` for literal integers. */
const literalType = ({ type, enum: values }: Schema): Schema =>
  type === 'number' && asArray(values).length > 0 && asArray(values).every(Number.isInteger) ? { type: 'integer' } : {};

/** Plain values in a list are a set, so that two appliers can own an item each. */
const listType = ({ type }: Schema): Schema =>
  type === 'object' ? { 'x-kubernetes-list-type': 'atomic' } : { 'x-kubernetes-list-type': 'set' };

const mapValues = (schemas: Schema, change: (schema: Schema) => Schema): Schema =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, isSchema(schema) ? change(schema) : schema]),
  );

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const schemaList = (value: unknown): readonly Schema[] => asArray(value).filter(isSchema);
