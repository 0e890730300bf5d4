/** A chart's values with their defaults (values.yaml) and descriptions (values.schema.json), as a table. Pure. */
import { z } from 'zod';

const Schema = z.looseObject({
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

export function valuesTable(schema: unknown, defaults: unknown): string {
  const rows = leaves(schema, defaults).map(({ path, description, value }) => {
    const standard = value === undefined ? '' : `\`${JSON.stringify(value).replaceAll('|', '\\|')}\``;
    return `| \`${path}\` | ${standard} | ${description} |`;
  });
  return ['| value | default | |', '|---|---|---|', ...rows].join('\n');
}

interface Leaf {
  readonly path: string;
  readonly description: string;
  readonly value: unknown;
}

/** Everything with a description is a value; groups are not. */
function leaves(node: unknown, value: unknown, path = ''): Leaf[] {
  const { description, properties = {} } = Schema.parse(node);
  if (description !== undefined) return [{ path, description, value }];
  return Object.entries(properties).flatMap(([name, inner]) =>
    leaves(inner, member(value, name), path ? `${path}.${name}` : name),
  );
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
