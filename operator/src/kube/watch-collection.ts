/**
 * Follows one collection forever: lists it page by page, then watches from there.
 *
 * - A watch that ended is resumed at the last version seen (bookmarks advance it); an expired version (410) causes a new list.
 * - After a list, known objects that are not in it were deleted: `onListed` reports the names, so that no deletion is missed.
 * - A server that is unavailable, throttles, rejects (403) or does not know the kind (404) is retried with growing delays.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { backoff } from '@mambogo/contracts/backoff.ts';
import { ApiError, isExpired, isNotFound } from './api-error.ts';
import type { Client, Scope } from './client.ts';
import type { KubeObject } from './kube-object.ts';

export interface CollectionListener {
  onUpsert(object: KubeObject): void;
  onDelete(object: KubeObject): void;
  /** The whole collection was listed: these are all objects. */
  onListed(names: ReadonlySet<string>): void;
  /** `missing`: the API server does not know the kind. */
  onUnavailable(error: unknown, missing: boolean): void;
}

/** Milliseconds. */
const relisting = { first: 200, longest: 10_000 };

export async function watchCollection(
  client: Client,
  scope: Scope,
  listener: CollectionListener,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      version ??= await listAll(client, scope, listener, signal);
      failures = 0;
      for await (const { type, object } of client.watch(scope, version, signal)) {
        if (type === 'ERROR') throw watchError(object);
        version = object.metadata.resourceVersion ?? version;
        if (type === 'DELETED') listener.onDelete(object);
        else if (type !== 'BOOKMARK') listener.onUpsert(object);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isExpired(error) || error instanceof ApiError) version = undefined;
      if (!isExpired(error)) listener.onUnavailable(error, isNotFound(error));
      failures += 1;
      await pause(backoff(failures, relisting), undefined, { signal }).catch(() => undefined);
    }
  }
}

async function listAll(
  client: Client,
  scope: Scope,
  listener: CollectionListener,
  signal: AbortSignal,
): Promise<string> {
  const names = new Set<string>();
  let version = '';
  for await (const { items, resourceVersion } of client.list(scope, signal)) {
    version = resourceVersion;
    for (const item of items) {
      names.add(`${item.metadata.namespace ?? ''}/${item.metadata.name}`);
      listener.onUpsert(item);
    }
  }
  listener.onListed(names);
  return version;
}

/** In a watch an error arrives as an event that contains a Status. */
function watchError(status: KubeObject): ApiError {
  const { code, reason, message } = status as { code?: unknown; reason?: unknown; message?: unknown };
  return new ApiError(Number(code), String(reason), String(message));
}
