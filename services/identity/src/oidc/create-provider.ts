/**
 * The OpenID provider: code flow with PKCE (S256) only, JWT access tokens for the shop's API, rotated refresh tokens.
 * Everything issued from a log-in ends with its session: at log-out, after REFRESH_TOKEN_SECONDS, or when a refresh token is
 * reused (it was copied). Reuse within seconds by the same client is a retry after a lost response and gets a new response
 * (store/oidc-records.ts).
 */
import { acr } from '@mambogo/contracts/acr.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { type SecurityEvents, securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import Provider, { type AccessToken, type ClientCredentials, type Configuration } from 'oidc-provider';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { localeOf } from '../api/language/choose-language.ts';
import { loggedOutPage, logOutPage } from '../api/log-out-page.ts';
import { setPage } from '../api/page.ts';
import { claimsOf } from '../domain/person-claims.ts';
import type { Secrets } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { ApiTokens } from '../store/api-tokens.ts';
import { createOidcRecords, endSession, type ProviderRequest } from '../store/oidc-records.ts';
import type { People } from '../store/people.ts';
import type { Revocations } from '../store/revocations.ts';
import type { SignedInSessions } from '../store/signed-in-sessions.ts';
import type { SigningKey } from '../store/signing-keys.ts';
import { apiResource, apiResourceServer, tokenRoles } from './api-resource.ts';
import { apiTokenMetadata, apiTokenOf, mountApiTokens, withApiTokens } from './api-token-clients.ts';
import { authenticationClaims } from './authentication-claims.ts';
import { clearSiteData } from './clear-site-data.ts';
import { clients } from './clients.ts';
import { firstPartyGrant } from './first-party-grant.ts';
import { prompts } from './prompts.ts';
import { providerErrorMiddleware, showError } from './provider-error-middleware.ts';
import { cookieNames, sessionCookiePath } from './session-cookies.ts';
import { trackSessions } from './track-sessions.ts';

export interface ProviderParts {
  readonly settings: Settings;
  readonly publicUrl: string;
  readonly database: DataSource;
  readonly people: People;
  readonly signedIn: SignedInSessions;
  readonly apiTokens: ApiTokens;
  readonly revoke: Revocations;
  /** The signing key comes first. */
  readonly signingKeys: readonly SigningKey[];
  readonly secrets: Secrets;
  readonly logger: Logger;
  readonly securityEvents: SecurityEvents;
}

/** The path of an interaction's log-in page. */
export const interactionPath = (uid: string): string => `/auth/interaction/${uid}`;

export function createProvider(parts: ProviderParts): Provider {
  const provider = new Provider(`${parts.publicUrl}/auth`, configuration(parts));
  provider.proxy = true;
  provider.use(providerErrorMiddleware(parts));
  provider.use(clearSiteData(isSecure(parts.publicUrl)));
  provider.use(trackSessions(parts.signedIn));
  mountApiTokens(provider, parts);
  provider.on('server_error', (_context, err) =>
    parts.logger.error({ event: 'oidc.server_error', err }, 'OpenID provider error'),
  );
  return provider;
}

const isSecure = (publicUrl: string): boolean => new URL(publicUrl).protocol === 'https:';

function configuration(parts: ProviderParts): Configuration {
  const { settings, publicUrl, database, people, apiTokens, signingKeys, secrets, revoke } = parts;
  const secure = isSecure(publicUrl);
  const { ACCESS_TOKEN_SECONDS, REFRESH_TOKEN_SECONDS, LOG_IN_SECONDS } = settings;
  return {
    adapter: withApiTokens(
      createOidcRecords({ database, sealingKey: secrets.recordsKey, revoke, request: currentRequest }),
      apiTokens,
    ),
    clients: clients(publicUrl),
    jwks: { keys: [...signingKeys] },
    cookies: {
      keys: [...secrets.cookieKeys],
      names: cookieNames(secure),
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: sessionCookiePath(secure) },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      jwks: '/jwks',
      userinfo: '/userinfo',
      revocation: '/revoke',
      end_session: '/logout',
      pushed_authorization_request: '/par',
    },
    responseTypes: ['code'],
    // The shop's own clients are public, programs authenticate with the secret of their API token.
    clientAuthMethods: ['none', 'client_secret_post'],
    extraClientMetadata: { properties: [...apiTokenMetadata] },
    scopes: ['openid', 'profile', 'offline_access'],
    acrValues: Object.values(acr),
    claims: { openid: ['sub', 'roles', 'guest', 'acr', 'amr', 'auth_time'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    interactions: { url: (_context, { uid }) => interactionPath(uid), policy: prompts(settings.STAFF_MFA) },
    loadExistingGrant: (context) => firstPartyGrant(context, settings),
    async findAccount(_context, id) {
      const person = await people.find(id);
      if (!person) return undefined;
      const { roles, tokenEpoch } = person;
      return { accountId: id, roles, tokenEpoch, claims: () => claimsOf(person) };
    },
    extraTokenClaims: ({ oidc }, token) =>
      oidc.account
        ? {
            roles: tokenRoles(oidc, settings.STAFF_MFA),
            sid: sessionOf(token),
            epoch: z.int().parse(oidc.account.tokenEpoch),
            ...authenticationClaims(oidc),
          }
        : { roles: [], epoch: apiTokenOf(oidc.client)?.epoch },
    clientBasedCORS: (_context, origin, client) =>
      (client.redirectUris ?? []).some((address) => URL.parse(address)?.origin === origin),

    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    async revokeGrantPolicy({ oidc }) {
      const { RefreshToken, AccessToken } = oidc.entities;
      if (oidc.route === 'token' && RefreshToken?.sessionUid) {
        securityEvent(parts, { code: 'token.reused', outcome: 'refused', subject: RefreshToken.accountId });
        await endSession(database, revoke, RefreshToken.sessionUid);
      }
      return !(oidc.route === 'revocation' && AccessToken);
    },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      IdToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      Interaction: LOG_IN_SECONDS,
      Session: REFRESH_TOKEN_SECONDS,
      Grant: REFRESH_TOKEN_SECONDS,
      RefreshToken: ({ oidc }) => oidc.entities.RotatedRefreshToken?.remainingTTL ?? REFRESH_TOKEN_SECONDS,
    },

    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      userinfo: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: ({ oidc }, resource) => apiResourceServer(resource, oidc, settings),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          setPage(context, logOutPage({ shop: publicUrl, locale: localeOf(context.req) }, form));
        },
        postLogoutSuccessSource(context) {
          setPage(context, loggedOutPage({ shop: publicUrl, locale: localeOf(context.req) }));
        },
      },
    },
    renderError: (context, out) => showError(context, publicUrl, out),
  };
}

/** The parts of the current request that the store needs. */
function currentRequest(): ProviderRequest {
  const context = Provider.ctx;
  return {
    userAgent: context?.get('user-agent') ?? '',
    isLogOut: context?.oidc?.route === 'end_session_confirm' && Boolean(context.oidc.params?.logout),
    replaced: context?.oidc?.entities.RotatedRefreshToken?.jti,
  };
}

/** The log-in session a token came from; a program's token has none. */
const sessionOf = (token: AccessToken | ClientCredentials): string | undefined =>
  'sessionUid' in token ? token.sessionUid : undefined;
