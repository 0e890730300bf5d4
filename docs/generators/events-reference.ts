/** docs/reference/events.md from the AsyncAPI document: every event with its key and the fields of its data. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import { z } from 'zod';

const Schema: z.ZodType<Schema> = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  const: z.unknown().optional(),
  description: z.string().optional(),
  example: z.unknown().optional(),
  minimum: z.number().optional(),
  minItems: z.number().optional(),
  maxLength: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => Schema),
    )
    .optional(),
  items: z.lazy(() => Schema).optional(),
});
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly description?: string;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const Document = z.looseObject({
  info: z.looseObject({ description: z.string() }),
  channels: z.record(
    z.string(),
    z.looseObject({ address: z.string(), messages: z.record(z.string(), z.looseObject({})) }),
  ),
  components: z.looseObject({
    messages: z.record(
      z.string(),
      z.looseObject({
        name: z.string(),
        summary: z.string(),
        bindings: z.looseObject({ kafka: z.looseObject({ key: z.looseObject({ description: z.string() }) }) }),
      }),
    ),
    schemas: z.record(z.string(), Schema),
  }),
});

type Services = readonly Pick<ServiceBlueprint, 'name' | 'emits' | 'consumes'>[];

/** @param asyncApi the AsyncAPI document; @param services who publishes and consumes each topic */
export function eventsReference(asyncApi: unknown, services: Services): string {
  const { info, channels, components } = Document.parse(asyncApi);
  const { CloudEvent: envelope, ...data } = components.schemas;
  return [
    '<!-- Generated from packages/contracts by npm run generate. -->',
    '# Events',
    '',
    `${info.description} The machine-readable form is [AsyncAPI](../api/asyncapi.yaml). Amounts are in minor units with a currency. **Bold** fields are always there.`,
    ...Object.values(channels).flatMap(({ address, messages }) => [
      '',
      `## Topic ${address}`,
      '',
      `Published by ${list(services.filter(({ emits }) => emits === address))}, consumed by ${list(services.filter(({ consumes }) => consumes.some((topic) => topic === address)))}.`,
      ...Object.keys(messages).flatMap((name) => {
        const message = components.messages[name];
        const schema = data[name];
        if (!message || !schema) throw new Error(`the event ${name} has no message or no schema`);
        return [
          '',
          `### ${name}`,
          '',
          `${message.summary}. Type \`${message.name}\`; the key is the ${message.bindings.kafka.key.description}.`,
          '',
          ...table(schema),
        ];
      }),
    ]),
    '',
    '## The envelope',
    '',
    'Every event is a CloudEvent with these attributes; `data` is what the tables above describe.',
    '',
    ...table(envelope ?? {}),
    '',
  ].join('\n');
}

const list = (services: Services): string => services.map(({ name }) => name).join(', ') || 'nobody';

const table = (schema: Schema): string[] => [
  '| field | type | meaning |',
  '|---|---|---|',
  ...rows(schema, '').map(([path, field, required]) => {
    const code = `\`${path}\``;
    return `| ${required ? `**${code}**` : code} | ${typeOf(field)} | ${meaningOf(field)} |`;
  }),
];

type Row = readonly [path: string, field: Schema, required: boolean];

/** All fields below, by path; an amount is one field. */
const rows = ({ properties = {}, required = [] }: Schema, prefix: string): Row[] =>
  Object.entries(properties).flatMap(([key, field]) => {
    const path = prefix + key;
    const below = isAmount(field) ? [] : [...rows(field, `${path}.`), ...rows(field.items ?? {}, `${path}[].`)];
    return [[path, field, required.includes(key)], ...below];
  });

const isAmount = ({ properties = {} }: Schema): boolean => Object.keys(properties).join() === 'amount,currency';

function typeOf(field: Schema): string {
  if (isAmount(field)) return 'amount';
  if (field.const !== undefined) return `\`${field.const}\``;
  if (field.type === 'array') return `list of ${field.items ? typeOf(field.items) : 'anything'}`;
  if (field.format === 'uuid') return 'UUID';
  if (field.format === 'date-time') return 'time';
  return [
    field.type ?? 'anything',
    field.minimum === undefined || field.minimum < -1e15 ? '' : `from ${field.minimum}`,
    field.maxLength === undefined ? '' : `${field.maxLength} characters at most`,
  ]
    .filter(Boolean)
    .join(', ');
}

const meaningOf = (field: Schema): string => {
  if (isAmount(field)) return '';
  const example =
    typeof field.example === 'string' && field.format !== 'date-time' ? `such as \`${field.example}\`` : '';
  return [field.description, example].filter(Boolean).join(', ').replaceAll('|', '\\|');
};
