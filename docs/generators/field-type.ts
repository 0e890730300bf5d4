/** A field of a CustomResourceDefinition, and its type with its bounds in words. Pure. */
import {
  bytes,
  cpu,
  host,
  labelKey,
  labelValue,
  name,
  subdomain,
  version,
} from '@mambogo/operator/api/bounded-strings.ts';
import { z } from 'zod';

export const Field: z.ZodType<Field> = z.looseObject({
  type: z.string(),
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  maxProperties: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => Field),
    )
    .optional(),
  items: z.lazy(() => Field).optional(),
  additionalProperties: z.lazy(() => Field).optional(),
  'x-kubernetes-validations': z.array(z.looseObject({ message: z.string() })).optional(),
});
export interface Field {
  readonly type: string;
  readonly description?: string;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly additionalProperties?: Field;
  readonly 'x-kubernetes-validations'?: readonly { readonly message: string }[];
}

/** Descriptions of patterns, the same as in the schema's messages. */
const typeWords: readonly (readonly [z.ZodType, string])[] = [
  [bytes, 'size such as `5Gi`'],
  [cpu, 'processor time such as `250m` or `2`'],
  [version, 'version such as `1.1.0`'],
  [host, 'host name'],
  [name(), 'name: lower-case letters, digits, `-`'],
  [subdomain, 'name: lower-case letters, digits, `-`, `.`'],
  [labelKey, 'key such as `example.com/team`'],
  [labelValue, 'value of a label'],
];
const describeType = new Map(typeWords.map(([schema, text]) => [z.toJSONSchema(schema).pattern, text]));

export function typeOf(field: Field): string {
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.type === 'array')
    return `list${rangeText(field.maxItems)} of ${field.items ? typeOf(field.items) : 'anything'}`;
  if (field.additionalProperties)
    return `map${rangeText(field.maxProperties)} to ${typeOf(field.additionalProperties)}`;
  if (field.minimum !== undefined && field.maximum !== undefined)
    return `${field.type} ${field.minimum} to ${field.maximum}`;
  const pattern = field.pattern && (describeType.get(field.pattern) ?? `\`${field.pattern.replaceAll('|', '\\|')}\``);
  return [pattern || field.type, field.maxLength && `${field.maxLength} characters at most`].filter(Boolean).join(', ');
}
const rangeText = (most: number | undefined): string => (most === undefined ? '' : ` (${most} at most)`);
