/** The identity database: its entities and migrations. It emits no events, so it has no outbox. */
import { createDatabase } from '@mambogo/service/database.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { readCredential } from '@mambogo/service/settings.ts';
import type { DataSource } from 'typeorm';
import type { Settings } from '../settings.ts';
import { PersonEntity, SigningKeyEntity } from './entities.ts';
import { Identity1000000000001 } from './migrations/0001-identity.ts';

export const schema = { entities: [PersonEntity, SigningKeyEntity], migrations: [Identity1000000000001] };

export type StoreSettings = Pick<Settings, 'APP_ID' | 'DATABASE_URL' | 'DATABASE_POOL' | 'CREDENTIALS_DIR'>;

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  createDatabase({
    url: settings.DATABASE_URL,
    password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
    pool: settings.DATABASE_POOL,
    appId: settings.APP_ID,
    ...schema,
    logger,
  });
