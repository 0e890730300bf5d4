/**
 * The grant of a user who has logged in to one of the shop's own clients: created without asking for consent, with the scopes
 * their roles allow, one per session and client. The request continues as if it had asked for exactly what is granted.
 */
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { grantedScopes } from '../domain/granted-scopes.ts';
import type { Settings } from '../settings.ts';
import { apiResource, tokenRoles } from './api-resource.ts';

export async function firstPartyGrant(
  { oidc }: KoaContextWithOIDC,
  { REFRESH_TOKEN_SECONDS: seconds, STAFF_MFA: staffMfa }: Settings,
): Promise<Grant | undefined> {
  const { account, client, session, params, provider } = oidc;
  if (!account || !client || !session || !params) return undefined;
  const apiScopes = grantedScopes(oidc.requestParamScopes, tokenRoles(oidc, staffMfa));
  const openidScopes = [...oidc.requestParamOIDCScopes];

  const earlier = session.grantIdFor(client.clientId);
  const known = earlier ? await provider.Grant.find(earlier) : undefined;
  const grant =
    known?.accountId === account.accountId && known.clientId === client.clientId
      ? known
      : new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(openidScopes);
  grant.addResourceScope(apiResource, apiScopes);
  grant.exp = Math.floor(Date.now() / 1_000) + seconds;
  await grant.save();

  params.scope = [...openidScopes, ...apiScopes].join(' ');
  return grant;
}
