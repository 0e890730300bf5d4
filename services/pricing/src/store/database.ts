/** The pricing database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import {
  PostgresStaffActionLists0000000000011,
  PostgresStaffActions0000000000008,
} from '@mambogo/messaging/migrations/staff-actions.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { PriceRulesEntity } from './entities.ts';
import { PriceRules1000000000001 } from './migrations/0001-price-rules.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.1.0',
    expand: [
      ...postgresMessaging,
      PostgresStaffActions0000000000008,
      PostgresStaffActionLists0000000000011,
      PriceRules1000000000001,
    ],
  },
] satisfies ReleaseMigrations[];

export const schema = { entities: [PriceRulesEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
