/** The URL that begins a log-in, with an attacker's changes. */
import { createHash, randomBytes } from 'node:crypto';
import { shopUrl } from '../shop-under-test.ts';
import { discover } from '../shopper/oidc.ts';

/** The command line's redirect URI: any port of this machine. */
export const redirectUri = 'http://127.0.0.1:48123/callback';

/** @param changed parameters that replace the valid ones; undefined leaves one out */
export async function authorizeUrl(changed: Readonly<Record<string, string | undefined>> = {}): Promise<URL> {
  const url = new URL((await discover(shopUrl())).authorization_endpoint);
  const parameters = {
    client_id: 'mambogo-cli',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: randomBytes(8).toString('base64url'),
    code_challenge: createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url'),
    code_challenge_method: 'S256',
    ...changed,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}
