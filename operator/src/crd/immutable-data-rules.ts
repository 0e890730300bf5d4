/**
 * Rules in CEL that keep edits from moving the data of a shop: they are on the parents of immutable fields, so that removing a
 * field and adding it again with another value is rejected too. The operator checks the same against its status
 * (`controller/data/reject-data-move.ts`). Pure.
 */
import { services } from '@mambogo/blueprint/services.ts';
import type { CelRule } from '../api/cel.ts';
import { profileDefaults } from '../model/profile-defaults.ts';
import { serverOf } from '../model/store-server.ts';

type Path = readonly string[];

const alternativeModes: Readonly<Record<string, readonly string[]>> = { postgres: ['cnpg'], kafka: ['strimzi'] };

const immutabilityRules: readonly CelRule[] = [
  ...['postgres', 'mysql', 'redis', 'kafka'].flatMap((server) => sourceRules(['data', server], server)),
  ...services.flatMap(({ name, store }) => {
    const server = serverOf(store);
    if (!server) return [];
    const path = ['services', name, 'store'];
    return [
      {
        rule: samePresence(path),
        message: `services.${name}.store cannot be changed: its data would not be moved`,
      },
      ...sourceRules(path, server),
      ...(server === 'redis' ? [shardsRule(path, `${name}-redis`)] : []),
    ];
  }),
  shardsRule(['data', 'redis'], 'redis'),
  {
    rule: `${currencyExpression('self')} == ${currencyExpression('oldSelf')}`,
    message: 'currency cannot be changed: prices and orders are stored in it',
  },
  {
    rule: `!${isPresent('self', ['data', 'kafka', 'embedded', 'brokers'])} || self.status.data.all(part, part.name != 'kafka' || !has(part.members) || part.members == self.spec.data.kafka.embedded.brokers)`,
    message: 'data.kafka.embedded.brokers cannot be changed: each broker holds a part of the data',
  },
  {
    rule: `${generationExpression('self')} >= ${generationExpression('oldSelf')}`,
    message: 'credentials.generation cannot be lowered: earlier credentials are not used again',
  },
];

/** Rules on the whole Storefront: not enforced on one for which nothing was created yet. */
export const immutableDataRules: readonly CelRule[] = immutabilityRules.map(({ rule, message }) => ({
  rule: `!has(self.status) || !has(self.status.data) || (${rule})`,
  message,
}));

function sourceRules(path: Path, server: string): CelRule[] {
  const name = path.join('.');
  const modes = ['external', ...(alternativeModes[server] ?? [])];
  return [
    {
      rule: modes.map((mode) => samePresence([...path, mode])).join(' && '),
      message: `${name} cannot be switched between embedded and external: its data would not be moved`,
    },
    {
      rule: ifBoth([...path, 'external'], (external) => {
        const [secret, prefix] = [
          [...external, 'secretName'],
          [...external, 'prefix'],
        ];
        const given = [`has(${fieldAt('self', prefix)})`, `has(${fieldAt('oldSelf', prefix)})`] as const;
        return [
          `${fieldAt('self', secret)} == ${fieldAt('oldSelf', secret)}`,
          `${given[0]} == ${given[1]}`,
          `(!${given[0]} || !${given[1]} || ${fieldAt('self', prefix)} == ${fieldAt('oldSelf', prefix)})`,
        ].join(' && ');
      }),
      message: `external of ${name} cannot be changed: its data is there, under that prefix; put new credentials into the same Secret`,
    },
  ];
}

/** The status has a store's members, of a cluster two per shard. */
function shardsRule(path: Path, store: string): CelRule {
  const shards = [...path, 'embedded', 'shards'];
  const requested = fieldAt('self', shards);
  const members = `(${isPresent('self', shards)} && ${requested} > 1 ? ${requested} * 2 : 1)`;
  return {
    rule: `self.status.data.all(part, part.name != '${store}' || !has(part.members) || part.members == ${members})`,
    message: `${shards.join('.')} cannot be changed: its data would not be moved`,
  };
}

/** @param path below `spec` */
function fieldAt(root: string, path: Path): string {
  return [root, 'spec', ...path].join('.');
}

function isPresent(root: string, path: Path): string {
  const steps = path.map((_, index) => `has(${fieldAt(root, path.slice(0, index + 1))})`);
  return `(${steps.join(' && ')})`;
}

function samePresence(path: Path): string {
  return `${isPresent('self', path)} == ${isPresent('oldSelf', path)}`;
}

function ifBoth(path: Path, rule: (path: Path) => string): string {
  return `!${isPresent('self', path)} || !${isPresent('oldSelf', path)} || (${rule(path)})`;
}

function generationExpression(root: string): string {
  return `(${isPresent(root, ['credentials'])} ? ${root}.spec.credentials.generation : 1)`;
}

/** All profiles have the same default. */
function currencyExpression(root: string): string {
  return `(has(${root}.spec.currency) ? ${root}.spec.currency : '${profileDefaults.prod.currency}')`;
}
