/** The order database: its entities and migrations. */
import { PostgresMessaging0000000000001 } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { createDatabase } from '@mambogo/service/database.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { DataSource } from 'typeorm';
import type { Settings } from '../settings.ts';
import { OrderEventEntity } from './entities.ts';
import { Orders1000000000001 } from './migrations/0001-orders.ts';

export type StoreSettings = Pick<Settings, 'APP_ID' | 'DATABASE_URL' | 'DATABASE_POOL' | 'CREDENTIALS_DIR'>;

export const entities = [OrderEventEntity];
export const migrations = [PostgresMessaging0000000000001, Orders1000000000001];

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  createDatabase({
    url: settings.DATABASE_URL,
    password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
    pool: settings.DATABASE_POOL,
    appId: settings.APP_ID,
    entities,
    migrations,
    logger,
  });
