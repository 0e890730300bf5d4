/** Everything the identity service depends on. */
import { type BaseContext, createBaseContext } from '@mambogo/service/base-context.ts';
import { connect } from '@mambogo/service/connect.ts';
import { createSecurityEvents } from '@mambogo/service/security-event.ts';
import { stepUpPolicy } from '@mambogo/service/step-up.ts';
import { createVerifier } from '@mambogo/service/verifier.ts';
import type Provider from 'oidc-provider';
import type { DataSource } from 'typeorm';
import { createRotatingProvider, type RotatingProvider } from './oidc/rotating-provider.ts';
import { createPasswordStrength, type PasswordStrength } from './passwords/strength.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { publicUrlOf, type Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createPeople, type People } from './store/people.ts';
import { createSecondFactors, type SecondFactors } from './store/second-factors.ts';
import { createSecurityEventLog, type SecurityEventLog } from './store/security-event-log.ts';
import { createSignedInSessions, type SignedInSessions } from './store/signed-in.ts';
import { publicKey } from './store/signing-keys.ts';
import { createSlowDown, type SlowDown } from './store/slow-down.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  /** Where people reach the shop, without a slash at its end. */
  readonly publicUrl: string;
  /** Connected. */
  readonly database: DataSource;
  readonly people: People;
  readonly signedIn: SignedInSessions;
  readonly slowDown: SlowDown;
  readonly passwordStrength: PasswordStrength;
  readonly secondFactors: SecondFactors;
  readonly securityEventLog: SecurityEventLog;
  readonly secrets: Secrets;
  readonly rotating: RotatingProvider;
  /** The one of the moment. */
  readonly provider: Provider;
}

/** Connects to the store, because the provider is made with the keys in it. */
export async function createContext(settings: Settings): Promise<Context> {
  const base = createBaseContext('identity', settings);
  const secrets = readSecrets(settings.CREDENTIALS_DIR);
  const publicUrl = publicUrlOf(settings);
  const database = await connect(openDatabase(settings, base.logger), base.logger);
  const people = createPeople(database, secrets);
  const signedIn = createSignedInSessions(database);
  const securityEventLog = createSecurityEventLog(database, base.logger);
  const securityEvents = createSecurityEvents(base.logger, securityEventLog.keep);
  const rotating = await createRotatingProvider({
    settings,
    publicUrl,
    database,
    people,
    signedIn,
    secrets,
    logger: base.logger,
  });
  return {
    ...base,
    securityEvents,
    securityEventLog,
    verify: createVerifier({
      issuer: `${publicUrl}/auth`,
      audience: settings.AUDIENCE,
      stepUp: stepUpPolicy(settings),
      fetchKeys: async () => ({ keys: rotating.signingKeys.map(publicKey) }),
    }),
    settings,
    publicUrl,
    database,
    people,
    signedIn,
    slowDown: createSlowDown(database),
    passwordStrength: createPasswordStrength(),
    secondFactors: createSecondFactors(database, secrets, settings.LOG_IN_SECONDS),
    secrets,
    rotating,
    get provider() {
      return rotating.provider;
    },
  };
}
