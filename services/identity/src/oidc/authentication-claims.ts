/**
 * The claims about the log-in that an access token came from: its time (`auth_time`), strength (`acr`) and methods (`amr`, RFC
 * 8176). A refresh does not change them.
 */
import type { KoaContextWithOIDC } from 'oidc-provider';

export interface AuthenticationClaims {
  readonly auth_time?: number;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

export function authenticationClaims({ entities }: KoaContextWithOIDC['oidc']): AuthenticationClaims {
  const { authTime, acr, amr } = entities.RefreshToken ?? entities.AuthorizationCode ?? {};
  return {
    ...(authTime === undefined ? {} : { auth_time: authTime }),
    ...(acr === undefined ? {} : { acr }),
    ...(amr === undefined ? {} : { amr }),
  };
}
