/** Defaults of each profile, where the Storefront sets nothing. */
import type { Profile } from '../api/profile.ts';

export interface ProfileDefaults {
  /** demo/demo, operator/operator and admin/admin exist. */
  readonly demoAccounts: boolean;
  /** Whether `npm start` serves the documentation under /docs. */
  readonly docs: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn';
  /** Size of a service's database connection pool. */
  readonly databasePool: number;
  readonly currency: string;
  readonly catalogSeed: 'demo' | 'none';
  /** Whether staff need a second factor. */
  readonly staffMfa: 'required' | 'optional';
  /** Whether sensitive actions (refunds, roles, ending sessions) require a fresh log-in. */
  readonly stepUp: boolean;
  /** Seconds in which an order must be paid. */
  readonly paymentWindowSeconds: number;
  /** Seconds in which a shopper must complete an action the payment provider requires. */
  readonly actionWindowSeconds: number;
  /** Limits of a customer's open orders: unpaid and not ended, and total pieces in them. */
  readonly openOrdersPerCustomer: number;
  readonly heldUnitsPerCustomer: number;
  /** Seconds for which stock is reserved before inventory asks for the order's status. */
  readonly reservationSeconds: number;
  /** Replicas of each service. */
  readonly replicas: number;
  /** Volume size of each store, as a quantity. */
  readonly storage: string;
  /** Whether a schema registry runs in the cluster. */
  readonly schemaRegistry: boolean;
  /** Kafka brokers: one, or three that tolerate the loss of one. */
  readonly brokers: 1 | 3;
}

const common = {
  logLevel: 'info',
  databasePool: 10,
  currency: 'USD',
  catalogSeed: 'none',
  staffMfa: 'optional',
  stepUp: true,
  paymentWindowSeconds: 1800,
  actionWindowSeconds: 600,
  openOrdersPerCustomer: 3,
  heldUnitsPerCustomer: 100,
  reservationSeconds: 300,
  replicas: 1,
  storage: '2Gi',
  schemaRegistry: true,
  brokers: 1,
} as const;

export const profileDefaults: Readonly<Record<Profile, ProfileDefaults>> = {
  local: { ...common, demoAccounts: true, docs: true, stepUp: false, schemaRegistry: false },
  demo: { ...common, demoAccounts: true, docs: true },
  prod: {
    ...common,
    demoAccounts: false,
    docs: false,
    staffMfa: 'required',
    databasePool: 20,
    replicas: 2,
    storage: '20Gi',
    brokers: 3,
  },
};
