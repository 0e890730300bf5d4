/** `spec.data`: the source of each store. Absent: embedded, with the profile's sizes. */
import { z } from 'zod';
import { bytes, count, exactlyOne, name, secretName } from './bounded-strings.ts';
import { storeTuning } from './store-tuning.ts';

const storage = { storage: bytes.optional(), storageClassName: name(253).optional() };

/** A store run by somebody else: address and credentials are in a Secret; `prefix` separates shops that share it. */
const external = z.strictObject({ secretName, prefix: name(40).optional() });

const relational = {
  embedded: z.strictObject({ ...storage, ...storeTuning, replicas: count(0, 5).optional() }).optional(),
  external: external.optional(),
};

export const PostgresSpec = exactlyOne({
  ...relational,
  cnpg: z.strictObject({ ...storage, instances: count(1, 9).optional() }).optional(),
});

export const MysqlSpec = exactlyOne(relational);

export const RedisSpec = exactlyOne({
  embedded: z
    .strictObject({
      ...storage,
      ...storeTuning,
      shards: count(1, 15)
        .refine((shards) => shards !== 2, 'one shard, or at least three for a cluster')
        .optional(),
    })
    .optional(),
  external: external.optional(),
});

export const KafkaSpec = exactlyOne({
  embedded: z
    .strictObject({ ...storage, ...storeTuning, brokers: z.literal([1, 3], 'one broker, or three').optional() })
    .optional(),
  external: external.optional(),
  strimzi: z.strictObject({ ...storage, brokers: count(1, 9).optional() }).optional(),
});

export const DataSpec = z.strictObject({
  postgres: PostgresSpec.optional(),
  mysql: MysqlSpec.optional(),
  redis: RedisSpec.optional(),
  kafka: KafkaSpec.optional(),
});
export type DataSpec = z.infer<typeof DataSpec>;
