/** The identity database: its entities and migrations. */
import { postgresMessaging } from '@mambogo/messaging/migrations/postgres-messaging.ts';
import {
  PostgresStaffActionLists0000000000011,
  PostgresStaffActions0000000000008,
} from '@mambogo/messaging/migrations/staff-actions.ts';
import { openServiceDatabase, type StoreSettings } from '@mambogo/service/database/open-database.ts';
import { migrationsOf, type ReleaseMigrations } from '@mambogo/service/database/releases.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { PersonEntity, SigningKeyEntity } from './entities.ts';
import { Identity1000000000001 } from './migrations/0001-identity.ts';
import { AccountPages1000000000002 } from './migrations/0002-account-pages.ts';
import { SecurityEvents1000000000003 } from './migrations/0003-security-events.ts';
import { AccountNames1000000000004 } from './migrations/0004-account-names.ts';
import { Revocations1000000000005 } from './migrations/0005-revocations.ts';
import { SecondFactors1000000000007 } from './migrations/0007-second-factors.ts';
import { ApiTokens1000000000008 } from './migrations/0008-api-tokens.ts';
import { Guests1000000000010 } from './migrations/0010-guests.ts';
import { Languages1000000000011 } from './migrations/0011-languages.ts';
import { PasswordResets1000000000012 } from './migrations/0012-password-resets.ts';

/** Its migrations, by release. */
const releases = [
  {
    release: '1.0.0',
    expand: [
      ...postgresMessaging,
      PostgresStaffActions0000000000008,
      PostgresStaffActionLists0000000000011,
      Identity1000000000001,
      AccountPages1000000000002,
      SecurityEvents1000000000003,
      AccountNames1000000000004,
      Revocations1000000000005,
      SecondFactors1000000000007,
      ApiTokens1000000000008,
    ],
  },
  { release: '1.1.0', expand: [Guests1000000000010, Languages1000000000011, PasswordResets1000000000012] },
] satisfies ReleaseMigrations[];

export const schema = { entities: [PersonEntity, SigningKeyEntity], migrations: migrationsOf(releases), releases };

export const openDatabase = (settings: StoreSettings, logger: Logger): DataSource =>
  openServiceDatabase(settings, schema, logger);
