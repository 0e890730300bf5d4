/** Everything the identity service depends on. */
import { audience, type BaseContext, createBaseContext } from '@mambogo/service/base-context.ts';
import { createVerifier } from '@mambogo/service/verifier.ts';
import type Provider from 'oidc-provider';
import type { DataSource } from 'typeorm';
import { createProvider } from './oidc/create-provider.ts';
import { readSecrets } from './secrets.ts';
import { publicUrlOf, type Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createLogInFailures, type LogInFailures } from './store/log-in-failures.ts';
import { createPeople, type People } from './store/people.ts';
import { loadSigningKeys, publicKey } from './store/signing-keys.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  /** Where people reach the shop, without a slash at its end. */
  readonly publicUrl: string;
  /** Connected. */
  readonly database: DataSource;
  readonly people: People;
  readonly logInFailures: LogInFailures;
  readonly provider: Provider;
}

/** Connects to the store, because the provider is made with the keys in it. */
export async function createContext(settings: Settings): Promise<Context> {
  const base = createBaseContext('identity', settings);
  const secrets = readSecrets(settings.CREDENTIALS_DIR);
  const publicUrl = publicUrlOf(settings);
  const database = await openDatabase(settings, base.logger).initialize();
  const signingKeys = await loadSigningKeys(database, secrets.signingKeysKey);
  const people = createPeople(database, secrets);
  return {
    ...base,
    verify: createVerifier({
      issuer: `${publicUrl}/auth`,
      audience,
      fetchKeys: async () => ({ keys: signingKeys.map(publicKey) }),
    }),
    settings,
    publicUrl,
    database,
    people,
    logInFailures: createLogInFailures(database, settings.LOCKOUT_AFTER, settings.LOCKOUT_SECONDS),
    provider: createProvider({ settings, publicUrl, database, people, signingKeys, secrets, logger: base.logger }),
  };
}
