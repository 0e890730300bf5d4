/**
 * The issuer's public keys by key id. An unknown id, or keys older than ten minutes, cause a refresh: one at a time and at most
 * one every 5 s (1 s after a failure) for all callers, so forged tokens can neither flood the issuer nor use up a budget that
 * valid ones need. While the issuer is unavailable, its last keys stay valid.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import jwks from 'jwks-rsa';

export type FetchKeys = () => Promise<{ keys: unknown }>;

/** Returns the public key of a key id; undefined if the issuer has no such key. Rejects if the issuer is unavailable. */
export type FindKey = (kid: string) => Promise<KeyObject | undefined>;

const freshMs = 600_000;
const refreshPauseMs = 5_000;
const failurePauseMs = 1_000;

export function createSigningKeys(jwksUri: string, fetchKeys: FetchKeys): FindKey {
  const client = jwks({ jwksUri, fetcher: fetchKeys, cache: false });
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let freshUntil = 0;
  let nextRefreshAt = 0;
  let failure: unknown;
  let refreshing: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    try {
      const found = await client.getSigningKeys();
      keys = new Map(found.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      failure = undefined;
      freshUntil = Date.now() + freshMs;
      nextRefreshAt = Date.now() + refreshPauseMs;
    } catch (error) {
      failure = error;
      nextRefreshAt = Date.now() + failurePauseMs;
    } finally {
      refreshing = undefined;
    }
  }

  return async (kid) => {
    if (!keys.has(kid) || Date.now() >= freshUntil) {
      if (!refreshing && Date.now() >= nextRefreshAt) refreshing = refresh();
      await refreshing;
    }
    const key = keys.get(kid);
    if (!key && failure) throw failure;
    return key;
  };
}
