/** The payment database: its entities and migrations. */
import { PostgresMessaging0000000000001 } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/open-database.ts';
import type { DataSource } from 'typeorm';
import { PaymentEntity, PaymentEventEntity } from './entities.ts';
import { Payment1000000000001 } from './migrations/0001-payment.ts';

export const schema = {
  entities: [PaymentEntity, PaymentEventEntity],
  migrations: [PostgresMessaging0000000000001, Payment1000000000001],
};

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
