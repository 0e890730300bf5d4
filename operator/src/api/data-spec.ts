/** `spec.data`: the source of each store. Absent: embedded, with the profile's sizes. */
import { z } from 'zod';
import { bytes, count, exactlyOne, name, secretName } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { storeTuning } from './store-tuning.ts';

const storage = {
  storage: bytes.optional().describe('size of a volume; can grow but not shrink'),
  storageClassName: name(253)
    .optional()
    .describe(
      "StorageClass of its volumes; default the cluster's default class; cannot be changed once a volume exists",
    ),
};
const operatorStorage = {
  storage: bytes.optional().describe('size of a volume'),
  storageClassName: name(253).optional().describe('StorageClass of its volumes'),
};

/** A store run by somebody else: address and credentials are in a Secret; `prefix` separates shops that share it. */
const external = z
  .strictObject({
    secretName: secretName.describe(
      'Secret with host, port, username and password; tls and ca.crt for an encrypted connection',
    ),
    prefix: name(40)
      .optional()
      .describe(
        'prefix of database names and keys, so that several shops can share the store; default namespace and name',
      ),
  })
  .describe('run outside of the operator');

const embeddedStore = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...storage, ...storeTuning, ...shape }).describe('run by the operator');

const relational = {
  embedded: embeddedStore({ replicas: count(0, 5).optional().describe('read replicas') }).optional(),
  external: external.optional(),
};

export const PostgresSpec = exactlyOne({
  ...relational,
  cnpg: z
    .strictObject({ ...operatorStorage, instances: count(1, 9).optional().describe('instances') })
    .optional()
    .describe('run by CloudNativePG'),
});

export const MysqlSpec = exactlyOne(relational);

export const RedisSpec = exactlyOne({
  embedded: embeddedStore({
    shards: count(1, 15)
      .refine((shards) => shards !== 2, 'one shard, or at least three for a cluster')
      .meta(cel({ rule: 'self != 2', message: 'one shard, or at least three for a cluster' }))
      .optional()
      .describe(
        'number of shards: one, or three or more for a cluster, with two pods each; cannot be changed after creation',
      ),
  }).optional(),
  external: external.optional(),
});

export const KafkaSpec = exactlyOne({
  embedded: embeddedStore({
    brokers: z
      .literal([1, 3], 'one broker, or three')
      .optional()
      .describe('number of brokers; cannot be changed after creation'),
  }).optional(),
  external: external.optional(),
  strimzi: z
    .strictObject({ ...operatorStorage, brokers: count(1, 9).optional().describe('brokers') })
    .optional()
    .describe('run by Strimzi'),
});

export const DataSpec = z.strictObject({
  postgres: PostgresSpec.optional().describe('PostgreSQL: identity, order, payment, inventory, config'),
  mysql: MysqlSpec.optional().describe('MySQL or MariaDB: product'),
  redis: RedisSpec.optional().describe('Redis: gateway and cart'),
  kafka: KafkaSpec.optional().describe('Kafka: all events'),
});
export type DataSpec = z.infer<typeof DataSpec>;
