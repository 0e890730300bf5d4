/**
 * The OpenID provider with the current signing keys. A provider keeps the keys it was created with, so a key change needs a new
 * provider: it replaces the previous one between two requests, and the previous one finishes the requests it has begun.
 */
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { RequestHandler } from 'express';
import type Provider from 'oidc-provider';
import type { KeySchedule } from '../domain/key-schedule.ts';
import type { Settings } from '../settings.ts';
import { loadSigningKeys, type SigningKey } from '../store/signing-keys.ts';
import { createProvider, type ProviderParts } from './create-provider.ts';

export interface RotatingProvider {
  readonly provider: Provider;
  /** The signing key comes first. */
  readonly signingKeys: readonly SigningKey[];
  readonly handle: RequestHandler;
  /** Reads the keys from the store once. */
  renew(): Promise<void>;
  /** Reads them periodically. */
  readonly worker: Worker;
}

export async function createRotatingProvider(parts: Omit<ProviderParts, 'signingKeys'>): Promise<RotatingProvider> {
  const { settings, database, secrets, logger } = parts;
  const load = () => loadSigningKeys(database, secrets.signingKeysKey, scheduleOf(settings));
  let signingKeys = await load();
  let provider = createProvider({ ...parts, signingKeys });
  let handle = provider.callback();

  async function renew(): Promise<void> {
    const now = await load();
    if (keyIdsOf(now) === keyIdsOf(signingKeys)) return;
    logger.info({ event: 'signing_keys.changed', signs: now[0]?.kid, published: now.length }, 'signing keys changed');
    signingKeys = now;
    provider = createProvider({ ...parts, signingKeys });
    handle = provider.callback();
  }
  return {
    get provider() {
      return provider;
    },
    get signingKeys() {
      return signingKeys;
    },
    handle: (request, response) => handle(request, response),
    renew,
    worker: createPollingWorker({
      name: 'renew-signing-keys',
      seconds: settings.KEY_LOOK_SECONDS,
      logger,
      async tick() {
        await renew();
        return false;
      },
    }),
  };
}

const keyIdsOf = (keys: readonly SigningKey[]): string => keys.map(({ kid }) => kid).join();

/** At log-out an ID token identifies the session, for as long as a session lasts. */
export const scheduleOf = (settings: Settings): KeySchedule => ({
  rotateAfter: settings.KEY_ROTATION_DAYS * 86_400,
  publishBeforeUse: settings.KEY_PUBLISHED_FIRST_SECONDS,
  keepAfterUse: Math.max(settings.ACCESS_TOKEN_SECONDS, settings.REFRESH_TOKEN_SECONDS),
});
