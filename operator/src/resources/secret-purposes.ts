/** Purposes that store secrets are derived for; those of services are in model/credential-purpose.ts. */
import type { PlacedStore } from '../model/shop-model.ts';

/**
 * Derives the shop's secret for a purpose, see deriveSecret.
 * @param generation default: the one that pods use
 */
export type DeriveSecretFor = (purpose: string, generation?: number) => string;

/** @param user a service's name, or the brokers' own user */
export const kafkaPasswordPurpose = (user: string): string => `kafka-password/${user}`;
/** Of the role, or account, by which read replicas follow their primary. */
export const replicationPasswordPurpose = (primary: PlacedStore): string => `replication-password/${primary.name}`;
export const adminPasswordPurpose = (store: PlacedStore): string => `admin-password/${store.name}`;
