/** Finds the free-text fields of a request in its schema, so that new fields are tested automatically. */
import type { JsonSchema } from '@mambogo/testing/json-schema.ts';
import { z } from 'zod';

export interface TextField {
  /** Property names; `0` for the first item of a list. */
  readonly path: readonly string[];
  readonly maxLength?: number;
}

export function textFields(schema: z.ZodType): readonly TextField[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return fieldsOf(root, [], root.$defs ?? {});
}

type Definitions = Readonly<Record<string, JsonSchema>>;

function fieldsOf(schema: JsonSchema, path: readonly string[], definitions: Definitions): TextField[] {
  const named = schema.$ref && definitions[schema.$ref.split('/').at(-1) ?? ''];
  if (named) return fieldsOf(named, path, definitions);
  if (schema.type === 'string' && !schema.enum && schema.const === undefined && !schema.format)
    return [{ path, ...(schema.maxLength !== undefined && { maxLength: schema.maxLength }) }];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      fieldsOf(property, [...path, name], definitions),
    ),
    ...(schema.items ? fieldsOf(schema.items, [...path, '0'], definitions) : []),
    ...(schema.anyOf ?? []).flatMap((one) => fieldsOf(one, path, definitions)),
  ];
}

/** The same value with this text in that field. */
export function withText(
  body: Record<string, unknown>,
  path: readonly string[],
  text: string,
): Record<string, unknown> {
  const copy = structuredClone(body);
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = text;
  return copy;
}
