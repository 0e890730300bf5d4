/**
 * The shop's first administrator, named by the operator of the shop in the files `admin-login` and `admin-password` among the
 * migration's credentials. Created once, while there is no administrator; existing people are never changed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCredential, SettingsError } from '@mambogo/service/process/settings.ts';
import type { DataSource } from 'typeorm';
import { messages } from '../api/language/en.ts';
import { signUpErrors } from '../domain/account-rules.ts';
import { knownWords } from '../passwords/known-words.ts';
import { createPasswordStrength } from '../passwords/strength.ts';
import type { People } from './people.ts';

/** Throws SettingsError when the account can't be created. */
export async function addFirstAdministrator(
  database: DataSource,
  people: People,
  credentialsDir: string,
  publicUrl: string,
): Promise<void> {
  if (!existsSync(join(credentialsDir, 'admin-login')) || (await hasAdministrator(database))) return;
  const login = readCredential(credentialsDir, 'admin-login').trim();
  const password = readCredential(credentialsDir, 'admin-password').replace(/\r?\n$/, '');
  const faults = signUpErrors({ login, password });
  if (faults)
    throw new SettingsError(
      `the first administrator can't be created: ${[
        faults.login && `login: ${messages.faults.login[faults.login]}`,
        faults.password && `password: ${messages.faults.password[faults.password]}`,
      ]
        .filter(Boolean)
        .join(' ')}`,
    );
  const strength = createPasswordStrength();
  const weakness = await strength.check(password, knownWords(publicUrl, [login]));
  await strength.stop();
  if (weakness)
    throw new SettingsError(
      `the first administrator can't be created: password: ${weakness === 'busy' ? weakness : messages.faults.password[weakness]}`,
    );
  if (!(await people.add({ login, password, roles: ['USER', 'ADMIN'] })))
    throw new SettingsError("the first administrator can't be created: a shopper has that login; choose another one");
}

const hasAdministrator = async (database: DataSource): Promise<boolean> =>
  (await database.query<unknown[]>("select 1 from person where 'ADMIN' = any(roles) limit 1")).length > 0;
