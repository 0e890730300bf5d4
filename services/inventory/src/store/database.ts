/** The inventory database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { MovementEntity, ReservationEntity, StockItemEntity } from './entities.ts';
import { Stock1000000000001 } from './migrations/0001-stock.ts';
import { Asking1000000000002 } from './migrations/0002-asking.ts';
import { References1000000000003 } from './migrations/0003-references.ts';
import { Returns1000000000004 } from './migrations/0004-returns.ts';
import { MovementCauses1000000000005 } from './migrations/0005-movement-causes.ts';
import { AnchorTimes1000000000006 } from './migrations/0006-anchor-times.ts';
import { Growth1000000000007 } from './migrations/0007-growth.ts';
import { ExpectedDeliveries1000000000008 } from './migrations/0008-expected-deliveries.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.0.0',
    expand: [
      ...postgresMessaging,
      Stock1000000000001,
      Asking1000000000002,
      References1000000000003,
      Returns1000000000004,
      MovementCauses1000000000005,
      AnchorTimes1000000000006,
      Growth1000000000007,
    ],
  },
  { release: '1.1.0', expand: [ExpectedDeliveries1000000000008] },
] satisfies ReleaseMigrations[];

export const schema = {
  entities: [StockItemEntity, ReservationEntity, MovementEntity],
  migrations: migrationsOf(releases),
  releases,
};

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
