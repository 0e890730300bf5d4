/**
 * Fetches the signing keys of an external issuer by OpenID Connect Discovery 1.0: its metadata has the URL of the key set. Both
 * requests use https only (except on loopback), follow no redirect and time out after 5 s. The metadata must name exactly this
 * issuer, so that no other can inject its keys.
 */
import { z } from 'zod';
import type { FetchKeys } from './signing-keys.ts';

const timeoutMs = 5_000;
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.unknown()) });

/** @param issuer exactly as in the `iss` claim of its tokens, with or without a trailing slash */
export const oidcDiscoveryKeys =
  (issuer: string): FetchKeys =>
  async () => {
    const metadata = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, Metadata);
    if (metadata.issuer !== issuer)
      throw new Error(`the metadata of ${issuer} names the issuer ${metadata.issuer}: set the issuer to exactly that`);
    return fetchJson(metadata.jwks_uri, KeySet);
  };

async function fetchJson<T extends z.ZodType>(address: string, schema: T): Promise<z.output<T>> {
  if (!isSecureOrLoopback(address)) throw new Error(`${address} is not fetched: the URLs of an issuer must use https`);
  const headers = { accept: 'application/json' };
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} returned ${response.status}`);
  return schema.parse(JSON.parse(text));
}

/** Whether traffic to an address is private: https, or http that does not leave the machine. */
export function isSecureOrLoopback(address: string): boolean {
  const { protocol, hostname } = URL.parse(address) ?? {};
  if (protocol === 'https:') return true;
  return protocol === 'http:' && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname ?? '');
}
