/**
 * What an access token says of the log-in it came from: when (`auth_time`), how strong (`acr`), by what (`amr`, RFC 8176).
 * A refresh does not make a log-in younger.
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
