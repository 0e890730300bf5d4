/**
 * The issuer's public keys by key id. An unknown id or keys older than ten minutes ask the issuer again, one question at a
 * time and at most one every few seconds, whoever asks: forged tokens can neither flood the issuer nor use up a budget that
 * good ones need. While the issuer is away, the keys it gave last stay good.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import jwks from 'jwks-rsa';

export type FetchKeys = () => Promise<{ keys: unknown }>;

/** The public key of a key id; undefined when the issuer has no such key. Rejects when the issuer can't be asked. */
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
