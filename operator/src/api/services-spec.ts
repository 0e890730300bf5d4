/** `spec.services`: what may differ from the profile, service by service. The keys are fixed. */
import { z } from 'zod';
import { bytes, count, cpu } from './bounded.ts';
import { MysqlSpec, PostgresSpec, RedisSpec } from './data-spec.ts';
import { bytesOf, millisOf } from './quantities.ts';

const amounts = z.strictObject({ cpu: cpu.optional(), memory: bytes.optional() });

const resources = z
  .strictObject({ requests: amounts.optional(), limits: amounts.optional() })
  .superRefine(({ requests, limits }, context) => {
    const below = (amount: 'cpu' | 'memory', size: (quantity: string) => number) => {
      const [limit, request] = [limits?.[amount], requests?.[amount]];
      if (limit === undefined || request === undefined || size(limit) >= size(request)) return;
      context.addIssue({ code: 'custom', path: ['limits', amount], message: `below what is requested, ${request}` });
    };
    below('cpu', millisOf);
    below('memory', bytesOf);
  });

export const ServiceSpec = z.strictObject({
  replicas: count(1, 100).optional(),
  resources: resources.optional(),
  autoscaling: z
    .strictObject({
      min: count(1, 100),
      max: count(1, 100),
      cpu: count(1, 100).optional().describe('percent of the request'),
      lag: count(1, 1_000_000).optional().describe('unread messages per instance'),
    })
    .refine(({ min, max }) => min <= max, { message: 'min is above max', path: ['min'] })
    .optional(),
});

const withStore = <Store extends z.ZodType>(store: Store) =>
  z.strictObject({ ...ServiceSpec.shape, store: store.optional().describe("its own instead of data's") });

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
