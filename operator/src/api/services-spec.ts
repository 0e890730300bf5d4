/** `spec.services`: overrides of the profile, per service. The keys are fixed. */
import { z } from 'zod';
import { count } from './bounded-strings.ts';
import { MysqlSpec, PostgresSpec, RedisSpec } from './data-spec.ts';
import { resources } from './resources-spec.ts';

export const ServiceSpec = z.strictObject({
  replicas: count(1, 100).optional(),
  resources: resources.optional(),
  autoscaling: z
    .strictObject({
      min: count(1, 100),
      max: count(1, 100),
      cpu: count(1, 100).optional().describe('target CPU utilization in percent of the request'),
      lag: count(1, 1_000_000).optional().describe('unread messages per instance'),
    })
    .refine(({ min, max }) => min <= max, { message: 'min is above max', path: ['min'] })
    .optional(),
});

const withStore = <Store extends z.ZodType>(store: Store) =>
  z.strictObject({
    ...ServiceSpec.shape,
    store: store.optional().describe('dedicated store of the service, instead of the one in data'),
  });

export const ServicesSpec = z.strictObject({
  gateway: withStore(RedisSpec).optional(),
  identity: withStore(PostgresSpec).optional(),
  product: withStore(MysqlSpec).optional(),
  cart: withStore(RedisSpec).optional(),
  order: withStore(PostgresSpec).optional(),
  payment: withStore(PostgresSpec).optional(),
  inventory: withStore(PostgresSpec).optional(),
  config: withStore(PostgresSpec).optional(),
  web: ServiceSpec.optional(),
  'psp-simulator': z.strictObject({ resources: resources.optional() }).optional(),
});
