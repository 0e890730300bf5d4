/** The notification database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { MessageEntity } from './entities.ts';
import { Messages1000000000001 } from './migrations/0001-messages.ts';

/** Its migrations, by release. */
const releases = [
  { release: '1.1.0', expand: [...postgresMessaging, Messages1000000000001] },
] satisfies ReleaseMigrations[];

export const schema = { entities: [MessageEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
