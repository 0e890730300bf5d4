/** docs/reference/storefront.md from the CRD: every field with its type, bounds, default and description. Pure. */
import type { ProfileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { z } from 'zod';
import { Field, typeOf } from './field-type.ts';

type Defaults = Readonly<Record<string, ProfileDefaults>>;

const Definition = z.looseObject({
  spec: z.looseObject({
    versions: z.array(
      z.looseObject({
        name: z.string(),
        schema: z.looseObject({
          openAPIV3Schema: z.looseObject({ properties: z.looseObject({ spec: Field, status: Field }) }),
        }),
      }),
    ),
  }),
});

/** @param crd the CRD as it is applied */
export function storefrontReference(crd: unknown, profiles: Defaults): string {
  const [served] = Definition.parse(crd).spec.versions;
  if (!served) throw new Error('the definition has no version');
  const { spec, status } = served.schema.openAPIV3Schema.properties;
  const sections = Object.entries(spec.properties ?? {}).filter(
    ([, { properties, additionalProperties }]) => properties ?? additionalProperties?.properties,
  );
  return [
    '<!-- Generated from operator/src/api and operator/src/crd by npm run generate. -->',
    '# Storefront',
    '',
    `\`apiVersion: mambogo.com/${served.name}\`, \`kind: Storefront\`, short name \`sf\`. Every field of \`spec\`; **bold** ones must be given. Bounds and rules are`,
    'checked by the API server when it is applied. The name has 32 characters at most. `kubectl explain storefront.spec` says the same.',
    '',
    '## spec',
    '',
    ...rules(spec),
    ...table(shallow(spec), profiles),
    ...sections.flatMap(([key, field]) => [
      '',
      `## spec.${key}`,
      '',
      ...introduction(field),
      ...table(below(field, key), profiles),
    ]),
    '',
    '## status',
    '',
    'Written by the operator alone. What its conditions mean: [running on Kubernetes](../running-on-kubernetes.md#a-storefront).',
    '',
    ...table(
      deep(status, 'status').map((row) => ({ ...row, path: row.path.slice('status.'.length) })),
      {},
    ),
    '',
  ].join('\n');
}

interface Row {
  readonly path: string;
  readonly field: Field;
  readonly required: boolean;
}

const isRequired = ({ required = [] }: Field, key: string): boolean => required.includes(key);

const shallow = (parent: Field): Row[] =>
  Object.entries(parent.properties ?? {}).map(([key, field]) => ({
    path: key,
    field,
    required: isRequired(parent, key),
  }));

/** All fields below, by path; a schema that equals that of an earlier service is described once. */
function deep(parent: Field, path: string): Row[] {
  const messages = new Map<string, string>();
  return Object.entries(parent.properties ?? {}).flatMap(([key, field]) => {
    const own: Row = { path: `${path}.${key}`, field, required: isRequired(parent, key) };
    const shape = JSON.stringify(field.properties ?? field.items?.properties ?? field.additionalProperties?.properties);
    const before = shape && messages.get(shape);
    if (before) {
      const description = `${field.description ?? ''}; as \`${before}\``.replace(/^; /, '');
      return [{ ...own, field: { ...field, description } }];
    }
    if (shape) messages.set(shape, own.path);
    return [own, ...below(field, own.path)];
  });
}

/** Fields of an object, of a list's items, or of a map's values. */
const below = (field: Field, path: string): Row[] => [
  ...deep(field, path),
  ...(field.items ? deep(field.items, `${path}[]`) : []),
  ...(field.additionalProperties ? deep(field.additionalProperties, `${path}.*`) : []),
];

const rules = (field: Field): string[] => {
  const messages = (field['x-kubernetes-validations'] ?? []).map(({ message }) => `- ${message}`);
  return messages.length > 0 ? [...messages, ''] : [];
};
const introduction = (field: Field): string[] => [
  ...(field.description ? [`${field.description[0]?.toUpperCase()}${field.description.slice(1)}.`, ''] : []),
  ...rules(field),
];

const table = (rows: readonly Row[], profiles: Defaults): string[] => [
  '| field | type | default | meaning |',
  '|---|---|---|---|',
  ...rows.map(
    ({ path, field, required }) =>
      `| ${[required ? `**\`${path}\`**` : `\`${path}\``, typeOf(field), defaultOf(path, profiles), descriptionOf(field, path)].join(' | ')} |`,
  ),
];

function descriptionOf(field: Field, path: string): string {
  const messages = path.includes('.') ? (field['x-kubernetes-validations'] ?? []).map(({ message }) => message) : [];
  return [...new Set([field.description, ...messages])].filter(Boolean).join('; ').replaceAll('|', '\\|');
}

/** Defaults; sizes and numbers come from the profile. */
function defaultOf(path: string, profiles: Defaults): string {
  const [first] = Object.values(profiles);
  if (!first) return '';
  const byProfile = (key: keyof ProfileDefaults) =>
    [
      `\`${first[key]}\``,
      ...Object.entries(profiles).flatMap(([profile, of]) =>
        of[key] === first[key] ? [] : [`${profile} \`${of[key]}\``],
      ),
    ].join(', ');
  const own: Readonly<Record<string, string>> = {
    replicas: byProfile('replicas'),
    currency: byProfile('currency'),
    'catalog.seed': byProfile('catalogSeed'),
    deletionPolicy: '`Retain`',
    hibernated: '`false`',
    paused: '`false`',
    'images.pullPolicy': '`IfNotPresent`',
  };
  if (own[path]) return own[path];
  if (path.endsWith('.embedded.storage')) return byProfile('storage');
  return path.endsWith('.embedded.brokers') ? byProfile('brokers') : '';
}
