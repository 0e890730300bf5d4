/** What can be said about a service of the shop before knowing where, how large, or under which name it runs. */
import type { TopicName } from './topics.ts';

export const serviceNames = [
  'gateway',
  'identity',
  'product',
  'cart',
  'order',
  'payment',
  'inventory',
  'psp-simulator',
  'web',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * What a service keeps its data in: a database and a role of its own (`postgres`, `mysql`), keys of its own in Redis
 * reached directly (`redis`) or through Dapr's state API (`state`), one file (`sqlite-file`), or nothing.
 */
export type StoreKind = 'postgres' | 'mysql' | 'redis' | 'state' | 'sqlite-file' | 'none';

/** The part a Dapr component plays for a service; its name is a setting. */
export type ComponentRole = 'events' | 'carts';

/**
 * A secret that a service reads from a file of this name. All are derived from one root, see derive-secret.ts, but for
 * what payment and an outside provider know each other by: where one is used, `psp-*` come from its own Secret.
 */
export type CredentialName =
  | 'dapr-api-token'
  | 'app-api-token'
  | 'database-password'
  | 'redis-password'
  | 'personal-data-key'
  | 'session-key'
  | 'guest-cookie-key'
  | 'psp-api-key'
  | 'psp-webhook-secret';

/** A setting a service understands beyond those all services have. */
export type SettingName =
  | 'ACTION_WINDOW_SECONDS'
  | 'CATALOG_SEED'
  | 'DEMO_ACCOUNTS'
  | 'HELD_UNITS_PER_CUSTOMER'
  | 'HSTS_PRELOAD'
  | 'LEDGER_FILE'
  | 'LIMITS_FILE'
  | 'MAX_ORDER_TOTAL'
  | 'MAX_PRICE'
  | 'MIN_ORDER_TOTAL'
  | 'OIDC_CLIENT_ID'
  | 'OPEN_ORDERS_PER_CUSTOMER'
  | 'PAYMENT_PROVIDER'
  | 'PAYMENT_WINDOW_SECONDS'
  | 'PROFILE'
  | 'PSP_CALLBACK_URL'
  | 'PSP_PUBLIC_URL'
  | 'PSP_URL'
  | 'RESERVATION_SECONDS'
  | 'SECURITY_CONTACT'
  | 'STAFF_MFA'
  | 'TRUSTED_PROXIES'
  | 'SHOP_ORIGIN';

/** Who a service may call, and under which paths: everything else is refused by the callee's sidecar. */
export interface AllowedCall {
  readonly service: ServiceName;
  readonly paths: readonly string[];
}

export interface ServiceBlueprint {
  readonly name: ServiceName;
  /** Business port, on the machine or in the pod. */
  readonly port: number;
  /** false: an outside party that knows nothing of Dapr. */
  readonly sidecar: boolean;
  readonly store: StoreKind;
  readonly components: readonly ComponentRole[];
  /** The topic whose facts this service alone states. */
  readonly emits?: TopicName;
  /** Topics it reacts to, each through one bulk subscription. */
  readonly consumes: readonly TopicName[];
  readonly calls: readonly AllowedCall[];
  readonly credentials: readonly CredentialName[];
  /** What only its sidecar's components read, from the secret store. */
  readonly sidecarCredentials: readonly CredentialName[];
  readonly settings: readonly SettingName[];
  /** Has `src/migrate.ts`, which is run before the service. */
  readonly migrates: boolean;
  readonly size: Size;
}

/** What one instance asks for at rest: thousandths of a core and MiB. */
export interface Size {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}
