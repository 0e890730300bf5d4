/** What a profile decides where the Storefront says nothing. */
import type { Profile } from '../api/profile.ts';

export interface ProfileDefaults {
  /** demo/demo and admin/admin exist. */
  readonly demoAccounts: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn';
  /** Connections a service keeps to its database. */
  readonly databasePool: number;
  readonly currency: string;
  readonly catalogSeed: 'demo' | 'none';
  /** Whether staff need a second factor. */
  readonly staffMfa: 'required' | 'optional';
  /** Whether what has consequences (refunds, roles, ending sessions) asks for a fresh log-in. */
  readonly stepUp: boolean;
  /** How long an order waits to be paid. */
  readonly paymentWindowSeconds: number;
  /** How long a shopper may leave a question of the payment provider's unanswered. */
  readonly actionWindowSeconds: number;
  /** Orders a customer may have that are neither paid nor ended, and pieces in all of them. */
  readonly openOrdersPerCustomer: number;
  readonly heldUnitsPerCustomer: number;
  /** How long stock is kept before inventory asks what became of the order. */
  readonly reservationSeconds: number;
  /** Instances of each service. */
  readonly replicas: number;
  /** Volume of each store, as a quantity. */
  readonly storage: string;
  /** Kafka's brokers: one, or three that can lose one. */
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
  brokers: 1,
} as const;

export const profileDefaults: Readonly<Record<Profile, ProfileDefaults>> = {
  local: { ...common, demoAccounts: true, stepUp: false },
  demo: { ...common, demoAccounts: true },
  prod: {
    ...common,
    demoAccounts: false,
    staffMfa: 'required',
    databasePool: 20,
    replicas: 2,
    storage: '20Gi',
    brokers: 3,
  },
};
