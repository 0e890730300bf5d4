/** The payment database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { PaymentEntity, PaymentEventEntity } from './entities.ts';
import { Payment1000000000001 } from './migrations/0001-payment.ts';
import { RefundRefusals1000000000002 } from './migrations/0002-refund-refusals.ts';
import { ProviderCallbacks1000000000003 } from './migrations/0003-provider-callbacks.ts';
import { TakenAmounts1000000000004 } from './migrations/0004-taken-amounts.ts';
import { LargeAmounts1000000000005 } from './migrations/0005-large-amounts.ts';
import { EventCauses1000000000006 } from './migrations/0006-event-causes.ts';
import { AnchorTimes1000000000007 } from './migrations/0007-anchor-times.ts';
import { Growth1000000000008 } from './migrations/0008-growth.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.0.0',
    expand: [
      ...postgresMessaging,
      Payment1000000000001,
      RefundRefusals1000000000002,
      ProviderCallbacks1000000000003,
      TakenAmounts1000000000004,
      LargeAmounts1000000000005,
      EventCauses1000000000006,
      AnchorTimes1000000000007,
      Growth1000000000008,
    ],
  },
  { release: '1.1.0', expand: [] },
] satisfies ReleaseMigrations[];

export const schema = { entities: [PaymentEntity, PaymentEventEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
