/**
 * The shop as data: the single source of ports, stores, topics and allowed calls for the operator, the self-hosted runner, the
 * tests and the docs.
 */
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { quotePrices } from '@mambogo/contracts/api/internal-price-quote.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import * as allowed from './allowed-paths.ts';
import type { ServiceBlueprint, ServiceName } from './service-blueprint.ts';
import { amountSettingNames, sidecarCredentialNames } from './setting-names.ts';
import { supportingServices } from './supporting-services.ts';

/** The order determines the sidecars' ports: append to supporting-services.ts, never insert. */
export const services: readonly ServiceBlueprint[] = [
  {
    name: 'gateway',
    port: 8080,
    sidecar: true,
    store: 'redis',
    components: [],
    consumes: [],
    calls: [
      ...routeOwners.map((service) => ({ service, paths: allowed.gatewayPaths(service) })),
      // Pages have no common prefix, and web serves only public content.
      { service: 'web', paths: ['/**'] },
    ],
    credentials: [...sidecarCredentialNames, 'redis-password'],
    sidecarCredentials: [],
    settings: ['HSTS_PRELOAD', 'LIMITS_FILE', 'NAMES_FILE', 'PROFILE', 'SECURITY_CONTACT', 'TRUSTED_PROXIES'],
    migrates: false,
    size: { cpuMillis: 100, memoryMiB: 128 },
  },
  {
    name: 'identity',
    port: 8090,
    sidecar: true,
    store: 'postgres',
    components: ['events'],
    emits: 'identity.events',
    consumes: [],
    calls: [allowed.runtimeSettings],
    credentials: [...sidecarCredentialNames, 'database-password', 'personal-data-key', 'session-key'],
    sidecarCredentials: [],
    settings: ['DEMO_ACCOUNTS', 'STAFF_MFA'],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 160 },
  },
  {
    name: 'product',
    port: 8081,
    sidecar: true,
    store: 'mysql',
    components: ['events'],
    emits: 'product.events',
    consumes: ['inventory.events'],
    calls: [...allowed.everyService, { service: 'inventory', paths: [allowed.publishedEvents] }],
    credentials: [...sidecarCredentialNames, 'database-password'],
    sidecarCredentials: [],
    settings: ['CATALOG_SEED', ...amountSettingNames],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 128 },
  },
  {
    name: 'cart',
    port: 8082,
    sidecar: true,
    store: 'state',
    components: ['events', 'carts'],
    consumes: ['order.events', 'identity.events'],
    calls: [...allowed.everyService, { service: 'product', paths: [quoteProducts.path] }],
    credentials: [...sidecarCredentialNames, 'guest-cookie-key'],
    sidecarCredentials: ['redis-password'],
    settings: [],
    migrates: false,
    size: { cpuMillis: 50, memoryMiB: 160 },
  },
  {
    name: 'order',
    port: 8083,
    sidecar: true,
    store: 'postgres',
    components: ['events'],
    emits: 'order.events',
    consumes: ['inventory.events', 'payment.events', 'identity.events'],
    calls: [
      {
        ...allowed.tokenVerification,
        paths: [...allowed.tokenVerification.paths, allowed.publishedEvents, allowed.contacts, allowed.staffActions],
      },
      { ...allowed.runtimeSettings, paths: [...allowed.runtimeSettings.paths, allowed.staffActions] },
      { service: 'cart', paths: [getPricedCart.path] },
      { service: 'product', paths: [quoteProducts.path, allowed.staffActions] },
      { service: 'payment', paths: [allowed.timeline, allowed.publishedEvents] },
      { service: 'inventory', paths: [allowed.timeline, allowed.publishedEvents, allowed.staffActions] },
      { service: 'pricing', paths: [quotePrices.path, allowed.staffActions] },
    ],
    credentials: [...sidecarCredentialNames, 'database-password', 'personal-data-key'],
    sidecarCredentials: [],
    settings: [
      'ACTION_WINDOW_SECONDS',
      ...amountSettingNames,
      'HELD_UNITS_PER_CUSTOMER',
      'OPEN_ORDERS_PER_CUSTOMER',
      'PAYMENT_WINDOW_SECONDS',
    ],
    migrates: true,
    size: { cpuMillis: 100, memoryMiB: 128 },
  },
  {
    name: 'payment',
    port: 8084,
    sidecar: true,
    store: 'postgres',
    components: ['events'],
    emits: 'payment.events',
    consumes: ['order.events', 'inventory.events'],
    calls: [
      ...allowed.everyService,
      { service: 'order', paths: [allowed.publishedEvents] },
      { service: 'inventory', paths: [allowed.publishedEvents] },
    ],
    credentials: [...sidecarCredentialNames, 'database-password', 'psp-api-key', 'psp-webhook-secret'],
    sidecarCredentials: [],
    settings: ['PAYMENT_PROVIDER', 'PSP_PUBLIC_URL', 'PSP_URL'],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 128 },
  },
  {
    name: 'inventory',
    port: 8085,
    sidecar: true,
    store: 'postgres',
    components: ['events'],
    emits: 'inventory.events',
    consumes: ['order.events', 'product.events'],
    calls: [
      ...allowed.everyService,
      { service: 'order', paths: [allowed.publishedEvents] },
      { service: 'product', paths: [allowed.publishedEvents, allowed.catalogueIds] },
    ],
    credentials: [...sidecarCredentialNames, 'database-password'],
    sidecarCredentials: [],
    settings: ['CATALOG_SEED', 'RESERVATION_SECONDS'],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 128 },
  },
  ...supportingServices,
];

export function serviceBlueprint(name: ServiceName): ServiceBlueprint {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`the blueprint has no service ${name}`);
  return found;
}

/** Services with a database of their own on an SQL server. */
export const sqlServices = services.filter(({ store }) => store === 'postgres' || store === 'mysql');
