/** The payment database: its entities and migrations. */
import { PostgresMessaging0000000000001 } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import { createDatabase } from '@mambogo/service/database.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { DataSource } from 'typeorm';
import type { Settings } from '../settings.ts';
import { PaymentEntity, PaymentEventEntity } from './entities.ts';
import { Payment1000000000001 } from './migrations/0001-payment.ts';

export type StoreSettings = Pick<Settings, 'APP_ID' | 'DATABASE_URL' | 'DATABASE_POOL' | 'CREDENTIALS_DIR'>;

export const schema = {
  entities: [PaymentEntity, PaymentEventEntity],
  migrations: [PostgresMessaging0000000000001, Payment1000000000001],
};

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  createDatabase({
    ...schema,
    url: settings.DATABASE_URL,
    password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
    pool: settings.DATABASE_POOL,
    appId: settings.APP_ID,
    logger,
  });
