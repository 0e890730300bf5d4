/** Everything the identity service depends on. */
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import type { Revocations } from '@mambogo/service/auth/revocations/revocations.ts';
import { createRevokedTokens } from '@mambogo/service/auth/revocations/revoked-tokens.ts';
import { stepUpPolicy } from '@mambogo/service/auth/step-up.ts';
import { createTokenVerifier } from '@mambogo/service/auth/token-verifier.ts';
import { connect } from '@mambogo/service/database/connect.ts';
import { databaseTls } from '@mambogo/service/database/open-database.ts';
import { createPostgresListener } from '@mambogo/service/database/postgres-listener.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import { readCredential } from '@mambogo/service/process/settings.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import { createSecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import type Provider from 'oidc-provider';
import { createRotatingProvider, type RotatingProvider } from './oidc/rotating-provider.ts';
import { createPasswordStrength, type PasswordStrength } from './passwords/strength.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { publicUrlOf, type Settings } from './settings.ts';
import { type AdministeredPeople, createAdministeredPeople } from './store/administered-people.ts';
import { type ApiTokens, createApiTokens } from './store/api-tokens.ts';
import { openDatabase } from './store/database.ts';
import { createLoginThrottle, type LoginThrottle } from './store/login-throttle.ts';
import { createMailContacts, type MailContacts } from './store/mail-contacts.ts';
import { createPasswordResets, type PasswordResets } from './store/password-resets.ts';
import { createPeople, type People } from './store/people.ts';
import { createRevocationFeed, type RevocationFeed } from './store/revocation-feed.ts';
import { createRevocations, type Revocations as RevocationStore, revocationChannel } from './store/revocations.ts';
import { createSecondFactors, type SecondFactors } from './store/second-factors.ts';
import { createSecurityEventLog, type SecurityEventLog } from './store/security-event-log.ts';
import { createSignedInSessions, type SignedInSessions } from './store/signed-in-sessions.ts';
import { publicKey } from './store/signing-keys.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  /** The shop's public URL, without a trailing slash. */
  readonly publicUrl: string;
  readonly people: People;
  readonly mailContacts: MailContacts;
  readonly passwordResets: PasswordResets;
  readonly signedInSessions: SignedInSessions;
  /** Revokes access tokens, within a transaction. */
  readonly revoke: RevocationStore;
  /** Streams revocations to subscribers. */
  readonly feed: RevocationFeed;
  /** The notifications that drive `feed`. */
  readonly listener: Worker;
  readonly loginThrottle: LoginThrottle;
  readonly passwordStrength: PasswordStrength;
  readonly administeredPeople: AdministeredPeople;
  readonly secondFactors: SecondFactors;
  readonly apiTokens: ApiTokens;
  readonly securityEventLog: SecurityEventLog;
  readonly secrets: Secrets;
  readonly rotatingProvider: RotatingProvider;
  /** The current provider. */
  readonly provider: Provider;
}

/** Connects to the store, because the provider is created with the keys in it. */
export async function createContext(settings: Settings): Promise<Context> {
  const base = createBaseContext('identity', settings);
  const secrets = readSecrets(settings.CREDENTIALS_DIR);
  const publicUrl = publicUrlOf(settings);
  const database = await connect(openDatabase(settings, base.logger), base.logger);
  const securityEventLog = createSecurityEventLog(database, base.logger);
  const securityEvents = createSecurityEvents(base.logger, securityEventLog.append);
  const revoke = createRevocations(settings.ACCESS_TOKEN_SECONDS);
  const feed = createRevocationFeed(database, base.logger);
  const revocations = followOwnFeed(feed);
  const shared = createEventContext(base, settings, database);
  const people = createPeople({ ...shared, revoke }, secrets);
  const signedIn = createSignedInSessions(database, revoke);
  const apiTokens = createApiTokens(database, revoke);
  const rotating = await createRotatingProvider({
    settings,
    publicUrl,
    database,
    people,
    signedIn,
    apiTokens,
    revoke,
    secrets,
    logger: base.logger,
    securityEvents,
  });
  return {
    ...shared,
    securityEvents,
    securityEventLog,
    verify: createTokenVerifier({
      issuer: `${publicUrl}/auth`,
      audience: settings.AUDIENCE,
      stepUp: stepUpPolicy(settings),
      fetchKeys: async () => ({ keys: rotating.signingKeys.map(publicKey) }),
      revocations,
    }),
    revocations,
    revoke,
    feed,
    listener: createPostgresListener({
      url: settings.DATABASE_URL,
      password: readCredential(settings.CREDENTIALS_DIR, 'database-password'),
      tls: databaseTls(settings),
      applicationName: settings.APP_ID,
      channel: revocationChannel,
      onConnected: feed.refreshAll,
      onNotification: feed.refreshAll,
      logger: base.logger,
    }),
    settings,
    publicUrl,
    people,
    mailContacts: createMailContacts(database, secrets),
    signedInSessions: signedIn,
    passwordResets: createPasswordResets(shared, secrets.passwordResetKey),
    loginThrottle: createLoginThrottle(database),
    passwordStrength: createPasswordStrength(),
    administeredPeople: createAdministeredPeople(database, secrets, people, revoke),
    apiTokens,
    secondFactors: createSecondFactors(database, secrets, settings.LOG_IN_SECONDS),
    secrets,
    rotatingProvider: rotating,
    get provider() {
      return rotating.provider;
    },
  };
}

/** The service's own check for revoked tokens, from the same source as its feed. */
function followOwnFeed(feed: RevocationFeed): Revocations {
  const { apply, isRevoked, watch } = createRevokedTokens();
  const firstRead = Promise.withResolvers<void>();
  feed.read(0, {
    send(lines) {
      for (const line of lines) apply(line);
      firstRead.resolve();
    },
  });
  return { isRevoked, watch, whenKnown: () => firstRead.promise, degradedReason: () => undefined };
}
