/**
 * The keys of an issuer outside the shop, found as OpenID Connect Discovery 1.0 says: its metadata names where they are. Both
 * are asked over https only (loopback apart, where nobody listens in), follow no redirect and must answer in five seconds,
 * and the metadata must be of that very issuer, so that no other can put its keys in.
 */
import { z } from 'zod';
import type { FetchKeys } from './signing-keys.ts';

const timeoutMs = 5_000;
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.unknown()) });

/** @param issuer exactly as its tokens name it, with or without a slash at its end */
export const oidcDiscoveryKeys =
  (issuer: string): FetchKeys =>
  async () => {
    const metadata = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, Metadata);
    if (metadata.issuer !== issuer)
      throw new Error(`${issuer} says that it is ${metadata.issuer}: set the issuer to just that`);
    return fetchJson(metadata.jwks_uri, KeySet);
  };

async function fetchJson<T extends z.ZodType>(address: string, schema: T): Promise<z.output<T>> {
  if (!isSecureOrLoopback(address)) throw new Error(`${address} is not asked for: an issuer has https addresses`);
  const headers = { accept: 'application/json' };
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return schema.parse(JSON.parse(text));
}

/** Whether what is said to an address stays between the two: https, or http that does not leave the machine. */
export function isSecureOrLoopback(address: string): boolean {
  const { protocol, hostname } = URL.parse(address) ?? {};
  if (protocol === 'https:') return true;
  return protocol === 'http:' && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname ?? '');
}
