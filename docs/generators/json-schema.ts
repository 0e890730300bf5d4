/**
 * zod schemas as JSON Schema draft 7, which AsyncAPI and schema registries use: what a consumer may rely on, with every definition
 * in its place, because references to `#/definitions` would resolve in neither.
 */
import { z } from 'zod';

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];

export function jsonSchema(schema: z.ZodType, override: Override): Readonly<Record<string, unknown>> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    reused: 'inline',
    override,
  });
  return inlined(rest);
}

function inlined({ definitions = {}, ...schema }: Record<string, unknown> & { definitions?: object }) {
  const known = new Map(Object.entries(definitions));
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value) {
      const { id: _, ...definition } = known.get(String(value.$ref).replace('#/definitions/', '')) ?? {};
      return resolve(definition);
    }
    return resolveMembers(value);
  };
  const resolveMembers = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
  return resolveMembers(schema);
}
