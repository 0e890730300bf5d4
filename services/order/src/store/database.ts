/** The order database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { OrderEventEntity } from './entities.ts';
import { Orders1000000000001 } from './migrations/0001-orders.ts';
import { Saga1000000000002 } from './migrations/0002-saga.ts';
import { Holding1000000000003 } from './migrations/0003-holding.ts';
import { Erasure1000000000005 } from './migrations/0005-erasure.ts';
import { LostOrders1000000000006 } from './migrations/0006-lost-orders.ts';
import { NumberBlocks1000000000007 } from './migrations/0007-number-blocks.ts';
import { StaffNotes1000000000008 } from './migrations/0008-staff-notes.ts';
import { OrderSearch1000000000009 } from './migrations/0009-order-search.ts';
import { EventCauses1000000000010 } from './migrations/0010-event-causes.ts';
import { AnchorTimes1000000000011 } from './migrations/0011-anchor-times.ts';
import { Growth1000000000012 } from './migrations/0012-growth.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.0.0',
    expand: [
      ...postgresMessaging,
      Orders1000000000001,
      Saga1000000000002,
      Holding1000000000003,
      Erasure1000000000005,
      LostOrders1000000000006,
      NumberBlocks1000000000007,
      StaffNotes1000000000008,
      OrderSearch1000000000009,
      EventCauses1000000000010,
      AnchorTimes1000000000011,
      Growth1000000000012,
    ],
  },
  { release: '1.1.0', expand: [] },
] satisfies ReleaseMigrations[];

export const schema = { entities: [OrderEventEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
