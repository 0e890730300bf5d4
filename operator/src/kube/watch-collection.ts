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
  changed(object: KubeObject): void;
  removed(object: KubeObject): void;
  /** The collection was listed whole: these are all there are. */
  listed(names: ReadonlySet<string>): void;
  /** `missing`: the API server knows no such kind. */
  unavailable(error: unknown, missing: boolean): void;
}

const shortest = 200;
const longest = 10_000;

export async function watchCollection(
  client: Client,
  scope: Scope,
  listener: CollectionListener,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let wait = shortest;
  while (!signal.aborted) {
    try {
      version ??= await listAll(client, scope, listener, signal);
      wait = shortest;
      for await (const { type, object } of client.watch(scope, version, signal)) {
        if (type === 'ERROR') throw watchError(object);
        version = object.metadata.resourceVersion ?? version;
        if (type === 'DELETED') listener.removed(object);
        else if (type !== 'BOOKMARK') listener.changed(object);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isExpired(error) || error instanceof ApiError) version = undefined;
      if (!isExpired(error)) listener.unavailable(error, isNotFound(error));
      await pause(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, longest);
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
      listener.changed(item);
    }
  }
  listener.listed(names);
  return version;
}

/** In a watch an error comes as an event that holds a Status. */
function watchError(status: KubeObject): ApiError {
  const { code, reason, message } = status as { code?: unknown; reason?: unknown; message?: unknown };
  return new ApiError(Number(code), String(reason), String(message));
}
