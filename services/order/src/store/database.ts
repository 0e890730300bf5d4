/** The order database: its entities and migrations. */
import { PostgresMessaging0000000000001 } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/open-database.ts';
import type { DataSource } from 'typeorm';
import { OrderEventEntity } from './entities.ts';
import { Orders1000000000001 } from './migrations/0001-orders.ts';

export const schema = {
  entities: [OrderEventEntity],
  migrations: [PostgresMessaging0000000000001, Orders1000000000001],
};

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
