/**
 * Settings that change while services run, by service. They come from the files of a Git repository, which the config service
 * validates by these schemas before it serves them (docs/configuration.md). Everything is optional: what no file sets has the
 * value with which the service was started.
 */
import { z } from 'zod';
import { RateLimits } from './rate-limits.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Feature flags, with the value that is used while no file sets them. */
export const featureDefaults = {
  /** Shoppers can place orders. */
  placeOrders: true,
} as const satisfies Readonly<Record<string, boolean>>;
export type FeatureName = keyof typeof featureDefaults;

const Features = z
  .strictObject({ placeOrders: z.boolean().optional().describe('false: no new orders; existing ones continue') })
  .describe('feature flags') satisfies z.ZodType<Partial<Record<FeatureName, boolean>>>;

/** Settings of every service; the only ones that `application.yml` may contain. */
const common = {
  logLevel: z.enum(logLevels).optional().describe('least severe log entries that are written'),
  features: Features.optional(),
};

const milliseconds = (min: number, max: number) => z.int().min(min).max(max).optional();

const gateway = {
  ...common,
  rateLimits: RateLimits.optional().describe('requests a minute, by class'),
  threats: z
    .strictObject({
      threshold: z.int().min(1).max(1_000).optional().describe('score from which a request counts as an attack'),
      refuse: z.boolean().optional().describe('whether attacks are rejected, or only recorded'),
    })
    .optional(),
  deadlines: z
    .strictObject({
      readMs: milliseconds(100, 30_000).describe('until the response to a read begins'),
      writeMs: milliseconds(100, 60_000).describe('until the response to a write begins'),
    })
    .refine(({ readMs = 0, writeMs = 60_000 }) => readMs <= writeMs, {
      path: ['readMs'],
      message: 'must not be longer than writeMs',
    })
    .optional(),
};

const order = {
  ...common,
  openOrdersPerCustomer: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('orders of a customer that are neither paid nor ended'),
  heldUnitsPerCustomer: z.int().min(1).max(100_000).optional().describe('units in the open orders of a customer'),
};

/** Schema of `application.yml`. */
export const CommonSettings = z.strictObject(common);

/** Schemas of the settings of each service that has any: of `<service>.yml`, and of what is in force. */
export const runtimeSettings = {
  gateway: z.strictObject(gateway),
  identity: CommonSettings,
  product: CommonSettings,
  cart: CommonSettings,
  order: z.strictObject(order),
  payment: CommonSettings,
  inventory: CommonSettings,
  web: CommonSettings,
  pricing: CommonSettings,
  notification: CommonSettings,
  config: CommonSettings,
} as const;
export type ConfigurableService = keyof typeof runtimeSettings;
export type RuntimeSettings<S extends ConfigurableService = ConfigurableService> = z.infer<(typeof runtimeSettings)[S]>;

export const isConfigurable = (service: string): service is ConfigurableService =>
  Object.hasOwn(runtimeSettings, service);
