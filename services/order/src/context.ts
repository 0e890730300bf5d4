/** The dependencies of the order service. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { createPersonalData, type PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { databaseTls } from '@mambogo/service/database/open-database.ts';
import { createPostgresListener } from '@mambogo/service/database/postgres-listener.ts';
import { createInvariantMonitor, type InvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { sqlInvariantChecks } from '@mambogo/service/invariants/sql-invariant.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import { readCredential } from '@mambogo/service/process/settings.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import { createFeatures, type Features } from '@mambogo/service/runtime-settings/features.ts';
import { newOrderNumber } from './domain/order-number.ts';
import { subscriptions } from './events/subscriptions.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createIdempotency, type Idempotency } from './store/idempotency.ts';
import { createOrderChanges, type OrderChanges } from './store/order-changes.ts';
import { orderChannel } from './store/order-channel.ts';
import { changedOrdersSql, orderInvariants, orderTimeLimits } from './store/order-invariants.ts';
import { createUptimeWindow, type UptimeWindow } from './worker/uptime-window.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  readonly personalData: PersonalData;
  readonly idempotency: Idempotency;
  /** New versions of orders, from all instances. */
  readonly changes: OrderChanges;
  /** Draws a number for a new order from a block. */
  readonly newOrderNumber: (block: number) => string;
  /** Receives the notifications for `changes`. */
  readonly listener: Worker;
  /** Whether events have been received for long enough to trust that a missing payment did not happen. */
  readonly subscriptionUptime: UptimeWindow;
  readonly invariantMonitor: InvariantMonitor;
  readonly features: Features;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('order', settings);
  const shared = createEventContext(base, settings, openDatabase(settings, base.logger));
  const { database, logger } = shared;
  const personalData = createPersonalData(readCredential(settings.CREDENTIALS_DIR, 'personal-data-key'));
  const changes = createOrderChanges({ database, logger, pollIntervalMs: settings.FOLLOW_POLL_SECONDS * 1_000 });
  return {
    ...shared,
    settings,
    personalData,
    idempotency: createIdempotency({
      database,
      personalData,
      leaseSeconds: settings.IDEMPOTENCY_LEASE_SECONDS,
      keepSeconds: settings.IDEMPOTENCY_KEEP_SECONDS,
    }),
    changes,
    features: createFeatures('order', base.runtimeSettings),
    newOrderNumber: (block) => newOrderNumber(block),
    listener: createPostgresListener({
      url: settings.DATABASE_URL,
      password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
      tls: databaseTls(settings),
      applicationName: settings.APP_ID,
      channel: orderChannel,
      onConnected: changes.refreshAll,
      onNotification: changes.onNotification,
      logger,
    }),
    subscriptionUptime: createUptimeWindow({ requiredSeconds: settings.HEARING_SECONDS, maxGapSeconds: 12 }),
    invariantMonitor: createInvariantMonitor({
      checks: [
        ...sqlInvariantChecks(database, [...orderInvariants, ...orderTimeLimits], { order: changedOrdersSql }),
        ...messagingInvariants(database),
        ...unhandledEventChecks(shared, subscriptions, settings.PEERS),
      ],
      logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
  };
}
