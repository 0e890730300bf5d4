/**
 * What the generated documents of a version break for users of an earlier one: clients of the API, consumers of events, owners
 * of Storefronts. Pure.
 */
import { at, entries, isSchema, list, resolveReferences, type Schema } from './schema.ts';
import { schemaChanges } from './schema-changes.ts';

type Compare = (before: Schema, after: Schema) => readonly string[];

export const openApiChanges: Compare = (before, after) => {
  const [known, present] = [resolveReferences(before), resolveReferences(after)];
  return entries(known, 'paths').flatMap(([path, methods]) =>
    entries(methods).flatMap(([method, operation]) => {
      const same = at(present, 'paths', path, method);
      const name = `${method.toUpperCase()} ${path}`;
      return same === undefined ? [`${name}: was removed`] : operationChanges(operation, same, name);
    }),
  );
};

const operationChanges = (before: unknown, after: unknown, name: string): string[] => [
  ...(at(before, 'operationId') === at(after, 'operationId') ? [] : [`${name}: has another operationId`]),
  ...securityChanges(list(at(before, 'security')), list(at(after, 'security'))).map((change) => `${name}: ${change}`),
  ...parameterChanges(list(at(before, 'parameters')), list(at(after, 'parameters')), name),
  ...(at(after, 'requestBody', 'required') && !at(before, 'requestBody', 'required')
    ? [`${name}: requires a body`]
    : []),
  ...contentChanges(at(before, 'requestBody'), at(after, 'requestBody'), 'accepted', `${name} body`),
  ...entries(before, 'responses').flatMap(([status, response]) => {
    const same = at(after, 'responses', status);
    // That a request no longer fails in one way is no loss.
    if (same === undefined) return Number(status) < 400 ? [`${name} ${status}: was removed`] : [];
    return responseChanges(response, same, `${name} ${status}`);
  }),
];

const responseChanges = (before: unknown, after: unknown, name: string): string[] => [
  ...contentChanges(before, after, 'returned', name),
  ...entries(before, 'headers')
    .filter(([header, value]) => at(value, 'required') && !at(after, 'headers', header, 'required'))
    .map(([header]) => `${name}: the header ${header} is no longer always there`),
  ...list(at(before, 'x-problem-types'))
    .filter((type) => !list(at(after, 'x-problem-types')).includes(type))
    .map((type) => `${name}: the problem ${type} was removed`),
];

const contentChanges = (
  before: unknown,
  after: unknown,
  direction: Parameters<typeof schemaChanges>[2],
  name: string,
): string[] =>
  entries(before, 'content').flatMap(([type, content]) => {
    const same = at(after, 'content', type);
    return same === undefined
      ? [`${name}: ${type} was removed`]
      : schemaChanges(at(content, 'schema'), at(same, 'schema'), direction, name);
  });

function parameterChanges(before: readonly unknown[], after: readonly unknown[], name: string): string[] {
  const key = (parameter: unknown) => `${at(parameter, 'in')} ${at(parameter, 'name')}`;
  const [known, present] = [before, after].map((all) => new Map(all.map((one) => [key(one), one])));
  const removed = [...(known ?? [])].flatMap(([id, parameter]) =>
    present?.has(id)
      ? schemaChanges(at(parameter, 'schema'), at(present.get(id), 'schema'), 'accepted', `${name} ${id}`)
      : [`${name} ${id}: was removed`],
  );
  const required = [...(present ?? [])]
    .filter(([id, parameter]) => at(parameter, 'required') && !at(known?.get(id), 'required'))
    .map(([id]) => `${name} ${id}: is required`);
  return [...removed, ...required];
}

/** Whoever was let in must still be: by the same scheme, with the scopes they have. */
function securityChanges(before: readonly unknown[], after: readonly unknown[]): string[] {
  if (after.length === 0) return [];
  if (before.length === 0) return ['is no longer public'];
  const isLetIn = (scheme: string, scopes: unknown) =>
    after.some((one) => {
      const needed = at(one, scheme);
      return needed !== undefined && list(needed).every((scope) => list(scopes).includes(scope));
    });
  return before
    .flatMap((one) => entries(one))
    .filter(([scheme, scopes]) => !isLetIn(scheme, scopes))
    .map(([scheme]) => `demands more of ${scheme}`);
}

export const asyncApiChanges: Compare = (before, after) => {
  const [known, present] = [resolveReferences(before), resolveReferences(after)];
  return entries(known, 'channels').flatMap(([channel, topic]) => {
    const same = at(present, 'channels', channel);
    if (at(same, 'address') !== at(topic, 'address')) return [`${at(topic, 'address')}: was removed`];
    return entries(topic, 'messages').flatMap(([name, message]) => {
      const event = at(same, 'messages', name);
      if (event === undefined) return [`${name}: was removed`];
      return [
        ...(at(event, 'name') === at(message, 'name') ? [] : [`${name}: its type became ${at(event, 'name')}`]),
        ...eventChanges(at(message, 'payload'), at(event, 'payload'), name),
        ...eventChanges(keyOf(message), keyOf(event), `${name} key`),
      ];
    });
  });
};

/**
 * Earlier consumers read later events, and later consumers earlier ones: from a topic, an outbox or the dead letters. What a schema
 * registry calls FULL.
 */
const eventChanges = (before: unknown, after: unknown, name: string): readonly string[] => [
  ...new Set([...schemaChanges(before, after, 'returned', name), ...schemaChanges(before, after, 'accepted', name)]),
];

const keyOf = (message: unknown): unknown => at(message, 'bindings', 'kafka', 'key');

export const crdChanges: Compare = (before, after) => {
  const names = (crd: Schema) =>
    JSON.stringify([at(crd, 'spec', 'group'), at(crd, 'spec', 'scope'), at(crd, 'spec', 'names')]);
  const present = list(at(after, 'spec', 'versions'));
  return [
    ...(names(before) === names(after) ? [] : ['its group, scope or names changed']),
    ...list(at(before, 'spec', 'versions')).flatMap((version) => {
      const same = present.find((one) => at(one, 'name') === at(version, 'name'));
      return at(same, 'served') ? versionChanges(version, same) : [`${at(version, 'name')}: is no longer served`];
    }),
  ];
};

function versionChanges(before: unknown, after: unknown): string[] {
  const part = (version: unknown, name: string) => at(version, 'schema', 'openAPIV3Schema', 'properties', name);
  const columns = list(at(after, 'additionalPrinterColumns')).map((column) => at(column, 'name'));
  return [
    ...schemaChanges(
      withoutVersionRule(part(before, 'spec')),
      withoutVersionRule(part(after, 'spec')),
      'accepted',
      'spec',
    ),
    ...schemaChanges(part(before, 'status'), part(after, 'status'), 'returned', 'status'),
    ...(JSON.stringify(at(before, 'subresources')) === JSON.stringify(at(after, 'subresources'))
      ? []
      : ['its subresources changed']),
    ...list(at(before, 'additionalPrinterColumns'))
      .map((column) => at(column, 'name'))
      .filter((column) => !columns.includes(column))
      .map((column) => `the column ${column} was removed`),
  ];
}

/** The rule of `spec.version` names the versions that this release supports, so it differs in every release. */
function withoutVersionRule(spec: unknown): unknown {
  if (!isSchema(spec) || !isSchema(spec.properties)) return spec;
  const { 'x-kubernetes-validations': _, ...version } = isSchema(spec.properties.version)
    ? spec.properties.version
    : {};
  return { ...spec, properties: { ...spec.properties, version } };
}
