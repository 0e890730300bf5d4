/** Creates a service's database from its settings. */
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { type databaseSettings, readCredential, type serviceSettings } from '../process/settings.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createDatabase, type DatabaseSettings } from './database.ts';
import type { ReleaseMigrations } from './releases.ts';
import { type StoreTls, storeTls } from './store-tls.ts';

type AllSettings = z.output<z.ZodObject<typeof serviceSettings & typeof databaseSettings>>;
/** The settings of the store; migrations need only these. */
export type StoreSettings = Pick<AllSettings, 'APP_ID' | 'DATABASE_URL' | 'DATABASE_POOL' | 'CREDENTIALS_DIR'> &
  TlsSettings;
export type TlsSettings = Partial<Pick<AllSettings, 'DATABASE_TLS' | 'DATABASE_CA_FILE'>>;
export interface Schema extends Pick<DatabaseSettings, 'entities' | 'migrations'> {
  readonly releases: readonly ReleaseMigrations[];
}

/** undefined: the connection is not encrypted, as on a single machine. */
export const databaseTls = (settings: Pick<AllSettings, 'DATABASE_URL'> & TlsSettings): StoreTls | undefined =>
  settings.DATABASE_TLS ? storeTls(new URL(settings.DATABASE_URL).hostname, settings.DATABASE_CA_FILE) : undefined;

/** Not connected yet. */
export const openServiceDatabase = (settings: StoreSettings, schema: Schema, logger: Logger): DataSource =>
  createDatabase({
    entities: schema.entities,
    migrations: schema.migrations,
    url: settings.DATABASE_URL,
    password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
    tls: databaseTls(settings),
    pool: settings.DATABASE_POOL,
    appId: settings.APP_ID,
    logger,
  });
