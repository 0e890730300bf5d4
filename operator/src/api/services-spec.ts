/** `spec.services`: overrides of the profile, per service. The keys are fixed. */
import { z } from 'zod';
import { count } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { MysqlSpec, PostgresSpec, RedisSpec } from './data-spec.ts';
import { resources } from './resources-spec.ts';

export const ServiceSpec = z.strictObject({
  replicas: count(1, 100).optional().describe('instances'),
  resources: resources.optional(),
  autoscaling: z
    .strictObject({
      min: count(1, 100).describe('never fewer'),
      max: count(1, 100).describe('never more'),
      cpu: count(1, 100).optional().describe('target CPU utilization in percent of the request'),
      lag: count(1, 1_000_000)
        .optional()
        .describe('unread events per instance; needs KEDA in the cluster, without which only cpu counts'),
    })
    .refine(({ min, max }) => min <= max, { message: 'min is above max', path: ['min'] })
    .meta(cel({ rule: 'self.min <= self.max', message: 'min is above max' }))
    .optional()
    .describe('scale the number of instances by load'),
});

const withStore = <Store extends z.ZodType>(store: Store) =>
  z.strictObject({
    ...ServiceSpec.shape,
    store: store.optional().describe('dedicated store of the service, instead of the one in data'),
  });

export const ServicesSpec = z.strictObject({
  gateway: withStore(RedisSpec).optional().describe('API gateway: rate limits, headers, routing'),
  identity: withStore(PostgresSpec).optional().describe('people, sessions, keys'),
  product: withStore(MysqlSpec).optional().describe('catalogue and prices'),
  cart: withStore(RedisSpec).optional().describe('carts'),
  order: withStore(PostgresSpec).optional().describe('orders, and how far each has come'),
  payment: withStore(PostgresSpec).optional().describe('payments and refunds'),
  inventory: withStore(PostgresSpec).optional().describe('stock and reservations'),
  pricing: withStore(PostgresSpec).optional().describe('taxes, shipping and promotions'),
  notification: withStore(PostgresSpec).optional().describe('messages to customers by e-mail'),
  config: withStore(PostgresSpec).optional().describe('settings and event schemas'),
  web: ServiceSpec.optional().describe('the pages'),
  'psp-simulator': z
    .strictObject({ resources: resources.optional() })
    .optional()
    .describe('simulated payment provider that takes no real payments'),
});
