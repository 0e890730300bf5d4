/**
 * OpenID Connect by oidc-client-ts: code flow with PKCE. Tokens live in this page's memory alone; what must survive the
 * way to the log-in page and back (state, verifier) is in sessionStorage. This module is fetched when it is needed.
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
  return { id: profile.sub, name: profile.preferred_username ?? profile.name ?? profile.email ?? '', roles };
}

/** The provider said no, rather than nothing: the session is over, whatever is tried. */
export const isRefusal = (error: unknown): boolean => error instanceof ErrorResponse;

/** The request never got an answer: the page is being left, or the network is away. As fetch says it. */
export const isUnanswered = (error: unknown): boolean => error instanceof TypeError;

export type { User };
