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

const freshFor = 600_000;
const pauseAfterAnswer = 5_000;
const pauseAfterFailure = 1_000;

export function createSigningKeys(jwksUri: string, fetchKeys: FetchKeys): FindKey {
  const client = jwks({ jwksUri, fetcher: fetchKeys, cache: false });
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let freshUntil = 0;
  let askAgainAt = 0;
  let failure: unknown;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    try {
      const found = await client.getSigningKeys();
      keys = new Map(found.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      failure = undefined;
      freshUntil = Date.now() + freshFor;
      askAgainAt = Date.now() + pauseAfterAnswer;
    } catch (error) {
      failure = error;
      askAgainAt = Date.now() + pauseAfterFailure;
    } finally {
      asking = undefined;
    }
  }

  return async (kid) => {
    if (!keys.has(kid) || Date.now() >= freshUntil) {
      if (!asking && Date.now() >= askAgainAt) asking = ask();
      await asking;
    }
    const key = keys.get(kid);
    if (!key && failure) throw failure;
    return key;
  };
}
