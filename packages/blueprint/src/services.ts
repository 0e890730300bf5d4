/**
 * The shop as data: the single source of ports, stores, topics and allowed calls for the operator, the self-hosted runner, the
 * tests and the docs.
 */
import { listContacts } from '@mambogo/contracts/api/contacts.ts';
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { listCatalogueIds, listPublishedEvents } from '@mambogo/contracts/api/internal-comparisons.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { getServiceTimeline } from '@mambogo/contracts/api/internal-timeline.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import type { AllowedCall, ServiceBlueprint, ServiceName } from './service-blueprint.ts';

/** Paths the gateway may call: public ones, never internal ones or those for the callee's own sidecar. */
const publicPaths = ['/api/**', '/auth/**'];
/** The feed of token revocations: the only internal path open to the gateway. */
const { path: revocations } = streamRevocations;
/** Each service verifies tokens itself, with identity's public keys and revocation feed. */
const tokenVerification: AllowedCall = { service: 'identity', paths: ['/auth/**', revocations] };
/** Paths for comparisons: of an inbox with its publishers' outboxes, and of inventory's stock rows with the catalogue. */
const { path: publishedEvents } = listPublishedEvents;
const { path: catalogueIds } = listCatalogueIds;
/** A service's entries of an order's timeline. */
const timeline = getServiceTimeline.path.replace('{id}', '**');

const sidecarCredentialNames = ['dapr-api-token', 'app-api-token'] as const;

/** Settings of services that validate prices and totals. */
const amountSettingNames = ['MAX_ORDER_TOTAL', 'MAX_PRICE', 'MIN_ORDER_TOTAL', 'PAYMENT_PROVIDER'] as const;

/** The order determines the sidecars' ports: append, never insert. */
export const services: readonly ServiceBlueprint[] = [
  {
    name: 'gateway',
    port: 8080,
    sidecar: true,
    store: 'redis',
    components: [],
    consumes: [],
    calls: [
      ...routeOwners.map((service) => ({
        service,
        paths: service === 'identity' ? [...publicPaths, revocations] : publicPaths,
      })),
      // Pages have no common prefix, and web serves only public content.
      { service: 'web', paths: ['/**'] },
    ],
    credentials: [...sidecarCredentialNames, 'redis-password'],
    sidecarCredentials: [],
    settings: ['HSTS_PRELOAD', 'LIMITS_FILE', 'PROFILE', 'SECURITY_CONTACT', 'TRUSTED_PROXIES'],
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
    calls: [],
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
    calls: [tokenVerification, { service: 'inventory', paths: [publishedEvents] }],
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
    calls: [tokenVerification, { service: 'product', paths: [quoteProducts.path] }],
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
      { ...tokenVerification, paths: [...tokenVerification.paths, publishedEvents, listContacts.path] },
      { service: 'cart', paths: [getPricedCart.path] },
      { service: 'product', paths: [quoteProducts.path] },
      ...(['payment', 'inventory'] as const).map((service) => ({ service, paths: [timeline, publishedEvents] })),
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
      tokenVerification,
      { service: 'order', paths: [publishedEvents] },
      { service: 'inventory', paths: [publishedEvents] },
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
      tokenVerification,
      { service: 'order', paths: [publishedEvents] },
      { service: 'product', paths: [publishedEvents, catalogueIds] },
    ],
    credentials: [...sidecarCredentialNames, 'database-password'],
    sidecarCredentials: [],
    settings: ['CATALOG_SEED', 'RESERVATION_SECONDS'],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 128 },
  },
  {
    name: 'psp-simulator',
    port: 8086,
    sidecar: false,
    store: 'sqlite-file',
    components: [],
    consumes: [],
    calls: [],
    credentials: ['psp-api-key', 'psp-webhook-secret'],
    sidecarCredentials: [],
    settings: ['LEDGER_FILE', 'PSP_CALLBACK_URL', 'PSP_PUBLIC_URL', 'SHOP_ORIGIN'],
    migrates: false,
    size: { cpuMillis: 10, memoryMiB: 64 },
  },
  {
    name: 'web',
    port: 5173,
    sidecar: true,
    store: 'none',
    components: [],
    consumes: [],
    calls: [],
    credentials: [...sidecarCredentialNames],
    sidecarCredentials: [],
    settings: [...amountSettingNames, 'DEMO_ACCOUNTS', 'OIDC_CLIENT_ID', 'PSP_PUBLIC_URL'],
    migrates: false,
    size: { cpuMillis: 20, memoryMiB: 96 },
  },
];

export function serviceBlueprint(name: ServiceName): ServiceBlueprint {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`the blueprint has no service ${name}`);
  return found;
}

/** Services with a database of their own on an SQL server. */
export const sqlServices = services.filter(({ store }) => store === 'postgres' || store === 'mysql');
