/** The description of a service of the shop, independent of where, at what scale and under which name it runs. */
import type { Topic } from '@mambogo/contracts/events/event.ts';

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
  'config',
  'pricing',
  'notification',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/**
 * Where a service stores its data: its own database and role (`postgres`, `mysql`), its own keys in Redis, accessed directly
 * (`redis`) or through Dapr's state API (`state`), one file (`sqlite-file`), a Git
 * repository in a folder (`git-repository`), or nowhere.
 */
export type StoreKind = 'postgres' | 'mysql' | 'redis' | 'state' | 'sqlite-file' | 'git-repository' | 'none';

/** Whether a service keeps its data in files of its own: it has one instance, with a folder or volume. */
export const keepsFiles = ({ store }: Pick<ServiceBlueprint, 'store'>): boolean =>
  store === 'sqlite-file' || store === 'git-repository';

/** The role of a Dapr component for a service; the component's name is a setting. */
export type ComponentRole = 'events' | 'carts';

/**
 * A secret that a service reads from a file of this name. All are derived from one root, see derive-secret.ts, except the
 * credentials of an external payment provider: if one is used, `psp-*` come from its own Secret.
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

/** A setting of a service beyond those of all services. */
export type SettingName =
  | 'ACTION_WINDOW_SECONDS'
  | 'CATALOG_SEED'
  | 'DEMO_ACCOUNTS'
  | 'GIT_BRANCH'
  | 'GIT_URL'
  | 'HELD_UNITS_PER_CUSTOMER'
  | 'HSTS_PRELOAD'
  | 'LEDGER_FILE'
  | 'LIMITS_FILE'
  | 'MAIL_FROM'
  | 'MAX_ORDER_TOTAL'
  | 'MAX_PRICE'
  | 'MIN_ORDER_TOTAL'
  | 'NAMES_FILE'
  | 'OIDC_CLIENT_ID'
  | 'OPEN_ORDERS_PER_CUSTOMER'
  | 'PAYMENT_PROVIDER'
  | 'PAYMENT_WINDOW_SECONDS'
  | 'PROFILE'
  | 'PSP_CALLBACK_URL'
  | 'PSP_PUBLIC_URL'
  | 'PSP_URL'
  | 'REPOSITORY_DIR'
  | 'RESERVATION_SECONDS'
  | 'SECURITY_CONTACT'
  | 'SMTP_URL'
  | 'STAFF_MFA'
  | 'TRUSTED_PROXIES'
  | 'SHOP_ORIGIN';

/** A service that may be called, and the allowed paths; the callee's sidecar rejects everything else. */
export interface AllowedCall {
  readonly service: ServiceName;
  readonly paths: readonly string[];
}

export interface ServiceBlueprint {
  readonly name: ServiceName;
  /** Main port, on the machine or in the pod. */
  readonly port: number;
  /** false: simulates an external party, which does not use Dapr. */
  readonly sidecar: boolean;
  readonly store: StoreKind;
  readonly components: readonly ComponentRole[];
  /** The topic that only this service publishes to. */
  readonly emits?: Topic;
  /** Topics it consumes, each through one bulk subscription. */
  readonly consumes: readonly Topic[];
  readonly calls: readonly AllowedCall[];
  readonly credentials: readonly CredentialName[];
  /** Credentials that only its sidecar's components read, from the secret store. */
  readonly sidecarCredentials: readonly CredentialName[];
  readonly settings: readonly SettingName[];
  /** Whether it has `src/migrate.ts`, which runs before the service. */
  readonly migrates: boolean;
  /** NODE_OPTIONS of its process: a small young generation where little is allocated at a time is 13 MiB less at rest (measured). */
  readonly nodeOptions?: string;
  readonly size: Size;
}

/** Resource requests of one idle instance: thousandths of a core and MiB. */
export interface Size {
  readonly cpuMillis: number;
  readonly memoryMiB: number;
}
