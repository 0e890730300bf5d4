/** The inventory database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { EntryEntity } from './entities.ts';
import { Entries1000000000001 } from './migrations/0001-entries.ts';

export const schema = { entities: [EntryEntity], migrations: [...postgresMessaging, Entries1000000000001] };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
