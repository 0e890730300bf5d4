/**
 * OpenID Connect with oidc-client-ts: code flow with PKCE. Tokens are kept in memory only; what must survive the redirect to
 * the log-in page (state, verifier) is in sessionStorage. This module is loaded on demand.
 */
import { ErrorResponse, InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { shopConfig } from '../shop-config.ts';
import type { Person } from './session-state.ts';

export const manager = new UserManager({
  authority: shopConfig.issuer,
  client_id: shopConfig.clientId,
  redirect_uri: `${location.origin}/callback`,
  silent_redirect_uri: `${location.origin}/silent-callback`,
  post_logout_redirect_uri: `${location.origin}/`,
  response_type: 'code',
  scope: 'openid profile',
  loadUserInfo: true,
  automaticSilentRenew: false,
  monitorSession: false,
  silentRequestTimeoutInSeconds: 10,
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
});

export function personOf({ profile }: User): Person {
  const roles = Array.isArray(profile.roles) ? profile.roles.map(String) : [];
  const name = profile.preferred_username ?? profile.name ?? profile.email ?? '';
  return { id: profile.sub, name, roles, isGuest: profile.guest === true };
}

/** The provider rejected the request: the session has ended, and a retry does not help. */
export const isRefusal = (error: unknown): boolean => error instanceof ErrorResponse;

/** The request got no response (as fetch reports it): the page is being unloaded, or the network is unavailable. */
export const isUnanswered = (error: unknown): boolean => error instanceof TypeError;

export type { User };
