/**
 * Follows one collection for good: lists it page by page, then watches on from there.
 *
 * - An ended watch is taken up at the last version seen (bookmarks move it on); an expired one (410) lists anew.
 * - After a list, whatever was known and is not in it is gone: `sweep` is told, so that no deletion is missed.
 * - A server that is away, throttles, refuses (403) or does not know the kind (404) is asked again with growing pauses.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, isExpired, isNotFound } from './api-error.ts';
import type { Client, Scope } from './client.ts';
import type { KubeObject } from './kube-object.ts';

export interface CollectionListener {
  onUpsert(object: KubeObject): void;
  onDelete(object: KubeObject): void;
  /** The collection was listed whole: these are all there are. */
  onListed(names: ReadonlySet<string>): void;
  /** `missing`: the API server knows no such kind. */
  onUnavailable(error: unknown, missing: boolean): void;
}

const minBackoffMs = 200;
const maxBackoffMs = 10_000;

export async function watchCollection(
  client: Client,
  scope: Scope,
  listener: CollectionListener,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let backoffMs = minBackoffMs;
  while (!signal.aborted) {
    try {
      version ??= await listAll(client, scope, listener, signal);
      backoffMs = minBackoffMs;
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
      await pause(backoffMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      backoffMs = Math.min(backoffMs * 2, maxBackoffMs);
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

/** In a watch an error comes as an event that holds a Status. */
function watchError(status: KubeObject): ApiError {
  const { code, reason, message } = status as { code?: unknown; reason?: unknown; message?: unknown };
  return new ApiError(Number(code), String(reason), String(message));
}
