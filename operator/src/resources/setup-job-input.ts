/** Input of a store's set-up Job: address of the store, administrator credentials, and what to create. Pure. */
import { z } from 'zod';
import { loginAt } from '../model/credential-generations.ts';
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
/** A role, which logs in itself while it has a password, and further logins that are members of it. */
const role = {
  role: z.string(),
  password: z.string().optional(),
  logins: z.array(login).optional(),
  /** Every other login of the role, itself included, is refused, and its connections are ended. */
  onlyThese: z.boolean().optional(),
};
const Databases = z.object({
  ...server,
  /** `earlier`: passwords it may still have; it gets the present one. */
  admin: login.extend({ earlier: z.array(z.string()).optional() }),
  databases: z.array(z.object({ database: z.string(), ...role })),
  /** By which read replicas follow: a role, or an account. */
  replication: z.object(role).optional(),
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
  /** Users of whose logins only those in `grants` keep their ACLs. */
  onlyThese: z.array(z.string()).optional(),
});

export const SetupJobInput = z.discriminatedUnion('server', [
  Databases.extend({ server: z.literal('postgres') }),
  Databases.extend({ server: z.literal('mysql') }),
  Topics.extend({ server: z.literal('kafka') }),
]);
export type SetupJobInput = z.infer<typeof SetupJobInput>;
export type DatabasesInput = z.infer<typeof Databases>;
export type TopicsInput = z.infer<typeof Topics>;
export type RoleInput = z.infer<z.ZodObject<typeof role>>;

export function setupJobInput(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): SetupJobInput {
  const { host, port } = store.address;
  const { current, accepted } = model.credentials;
  const revokes = current > 1 && accepted.length === 1;
  const { source } = store;
  const access = source.embedded ? undefined : model.external.get(source.secretName);
  const tls = source.embedded || access?.tls ? { ca: model.certificates.authorities.get(store.name) } : undefined;
  if (store.server === 'kafka') {
    const admin = source.embedded
      ? {
          username: loginAt(kafkaAdmin, current),
          password: secret(kafkaPasswordPurpose(kafkaAdmin)),
          mechanism: 'PLAIN' as const,
        }
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
      grants: source.embedded ? kafkaGrants(model, accepted) : [],
      ...(source.embedded && revokes ? { onlyThese: model.services.map(({ appId }) => appId) } : {}),
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
      ...(source.embedded && current > 1
        ? { earlier: model.credentials.earlier.map((at) => secret(adminPasswordPurpose(store), at)) }
        : {}),
    },
    ...(source.embedded && source.replicas > 0
      ? { replication: roleAt(model, replicationRole, replicationPasswordPurpose(store), secret) }
      : {}),
    databases: [
      ...model.databases.filter(({ service }) => store.users.includes(service)),
      ...registryOn(model, store),
    ].map(({ database, role, passwordPurpose }) => ({ database, ...roleAt(model, role, passwordPurpose, secret) })),
  };
}

/** Of the first generation the role itself logs in, of later ones a member of it. */
function roleAt({ credentials }: ShopModel, role: string, purpose: string, secret: DeriveSecretFor): RoleInput {
  const { accepted } = credentials;
  const later = accepted.filter((generation) => generation > 1);
  return {
    role,
    ...(accepted.includes(1) ? { password: secret(purpose, 1) } : {}),
    ...(later.length > 0
      ? { logins: later.map((at) => ({ username: loginAt(role, at), password: secret(purpose, at) })) }
      : {}),
    ...(accepted.length === 1 && later.length === 1 ? { onlyThese: true } : {}),
  };
}

const registryOn = ({ schemaRegistry }: ShopModel, { name }: PlacedStore) =>
  schemaRegistry?.embedded && schemaRegistry.store === name ? [schemaRegistry] : [];

const mechanismOf = (name: string | undefined) => z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).parse(name);
