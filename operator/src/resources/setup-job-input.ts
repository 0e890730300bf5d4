/** Input of a store's set-up Job: address of the store, administrator credentials, and what to create. Pure. */
import { z } from 'zod';
import { kafkaAdmin } from '../model/kafka-settings.ts';
import { replicationRole } from '../model/replica-names.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { replicationFor } from './kafka-store.ts';
import { kafkaGrants } from './kafka-users.ts';
import { mysqlAdmin } from './mysql-store.ts';
import { postgresAdmin } from './postgres-store.ts';
import {
  adminPasswordPurpose,
  type DeriveSecretFor,
  kafkaPasswordPurpose,
  replicationPasswordPurpose,
} from './secret-purposes.ts';

const server = {
  host: z.string(),
  port: z.number(),
  /** undefined: no encryption. `ca`: CA certificates, unless the server's certificate is from a public authority. */
  tls: z.object({ ca: z.string().optional() }).optional(),
};
const login = z.object({ username: z.string(), password: z.string() });
const Databases = z.object({
  ...server,
  admin: login,
  databases: z.array(z.object({ database: z.string(), role: z.string(), password: z.string() })),
  /** By which read replicas follow: a role, or an account. */
  replication: z.object({ role: z.string(), password: z.string() }).optional(),
});
const Topics = z.object({
  ...server,
  admin: login.extend({ mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']) }).optional(),
  topics: z.array(
    z.object({
      name: z.string(),
      partitions: z.number(),
      cleanup: z.union([
        z.object({ policy: z.literal('delete'), retentionDays: z.number() }),
        z.object({ policy: z.literal('compact') }),
        z.object({ policy: z.literal('keep') }),
      ]),
    }),
  ),
  /** Replication factor of each topic; undefined: the brokers' default. */
  copies: z.number().optional(),
  grants: z.array(
    z.object({
      user: z.string(),
      resource: z.enum(['topic', 'group']),
      name: z.string(),
      prefixed: z.boolean(),
      operation: z.enum(['read', 'write']),
    }),
  ),
});

export const SetupJobInput = z.discriminatedUnion('server', [
  Databases.extend({ server: z.literal('postgres') }),
  Databases.extend({ server: z.literal('mysql') }),
  Topics.extend({ server: z.literal('kafka') }),
]);
export type SetupJobInput = z.infer<typeof SetupJobInput>;
export type DatabasesInput = z.infer<typeof Databases>;
export type TopicsInput = z.infer<typeof Topics>;

export function setupJobInput(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): SetupJobInput {
  const { host, port } = store.address;
  const { source } = store;
  const access = source.embedded ? undefined : model.external.get(source.secretName);
  const tls = source.embedded || access?.tls ? { ca: model.certificates.authorities.get(store.name) } : undefined;
  if (store.server === 'kafka') {
    const admin = source.embedded
      ? { username: kafkaAdmin, password: secret(kafkaPasswordPurpose(kafkaAdmin)), mechanism: 'PLAIN' as const }
      : access?.username && access.password
        ? { username: access.username, password: access.password, mechanism: mechanismOf(access.mechanism) }
        : undefined;
    return {
      server: 'kafka',
      host,
      port,
      admin,
      tls,
      topics: [...model.topics],
      copies: source.embedded ? replicationFor(source.members).copies : undefined,
      // External brokers have one user, and their ACLs are managed by their owner.
      grants: source.embedded ? kafkaGrants(model) : [],
    };
  }
  if (store.server === 'redis') throw new Error('Redis has its users in its configuration and needs no set-up');
  const standard = store.server === 'postgres' ? postgresAdmin : mysqlAdmin;
  return {
    server: store.server,
    host,
    port,
    tls,
    admin: {
      username: access?.username ?? standard,
      password: access?.password ?? secret(adminPasswordPurpose(store)),
    },
    ...(source.embedded && source.replicas > 0
      ? { replication: { role: replicationRole, password: secret(replicationPasswordPurpose(store)) } }
      : {}),
    databases: [
      ...model.databases.filter(({ service }) => store.users.includes(service)),
      ...registryOn(model, store),
    ].map(({ database, role, passwordPurpose }) => ({ database, role, password: secret(passwordPurpose) })),
  };
}

const registryOn = ({ schemaRegistry }: ShopModel, { name }: PlacedStore) =>
  schemaRegistry?.embedded && schemaRegistry.store === name ? [schemaRegistry] : [];

const mechanismOf = (name: string | undefined) => z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).parse(name);
