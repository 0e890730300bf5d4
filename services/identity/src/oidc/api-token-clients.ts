/**
 * API tokens as clients of the OpenID provider: each can only get access tokens with its id and secret (client credentials).
 * The provider has only a hash of the secret.
 */
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { type SecurityEvents, securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type Provider from 'oidc-provider';
import type { AdapterFactory, AdapterPayload, Client } from 'oidc-provider';
import { z } from 'zod';
import { isEqualConstantTime } from '../domain/equal-constant-time.ts';
import { type ApiTokenClient, type ApiTokens, hashSecret } from '../store/api-tokens.ts';

/** Metadata beside the client metadata of OpenID. */
export const apiTokenMetadata = ['api_token'] as const;

const Metadata = z.object({
  api_token: z.object({ scopes: z.array(z.string()), epoch: z.int(), ownerId: z.string() }),
});

const clientOf = ({ id, name, secretHash, ...token }: ApiTokenClient): AdapterPayload => ({
  client_id: id,
  client_name: name,
  client_secret: secretHash,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  // Not Basic: a sidecar would read an app id out of it, so the gateway does not forward it.
  token_endpoint_auth_method: 'client_secret_post',
  api_token: token,
});

/** The provider's records, with API tokens as clients. */
export const withApiTokens =
  (records: AdapterFactory, apiTokens: ApiTokens): AdapterFactory =>
  (model) => {
    if (model !== 'Client') return records(model);
    return {
      ...records(model),
      async find(id) {
        const token = await apiTokens.find(id);
        return token && clientOf(token);
      },
    };
  };

/** undefined: it is one of the shop's own clients, whose tokens belong to a person. */
export const apiTokenOf = (client: Client | undefined) => Metadata.safeParse(client).data?.api_token;

/** The scopes that an API token's request is for: all it has when the request names none. */
export function apiTokenScope(
  { scopes }: { readonly scopes: readonly string[] },
  params: { scope?: unknown } | undefined,
): string {
  if (params && !params.scope) params.scope = scopes.join(' ');
  return scopes.join(' ');
}

interface Parts {
  readonly apiTokens: ApiTokens;
  readonly securityEvents: SecurityEvents;
  readonly logger: Logger;
}

export function mountApiTokens(provider: Provider, parts: Parts): void {
  const { apiTokens, logger } = parts;
  const compare = provider.Client.prototype.compareClientSecret;
  provider.Client.prototype.compareClientSecret = function compareHash(this: Client, actual: string) {
    if (!apiTokenOf(this)) return compare.call(this, actual);
    return isEqualConstantTime(this.clientSecret ?? '', hashSecret(actual));
  };
  provider.on('grant.success', ({ oidc }) => {
    if (!oidc.client || !apiTokenOf(oidc.client)) return;
    apiTokens
      .used(oidc.client.clientId)
      .catch((err: unknown) =>
        logger.warn({ event: 'api_token.use_not_noted', err }, 'last use of an API token was not recorded'),
      );
  });
  provider.on('grant.error', ({ oidc }, error) => {
    const token = apiTokenOf(oidc.client);
    if (!token || error.name !== 'InvalidClientAuth') return;
    const detail = { token: oidc.client?.clientId ?? '' };
    securityEvent(parts, { code: 'api_token.refused', outcome: 'failure', subject: token.ownerId, detail });
  });
}
