import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from './api-error.ts';
import type { Client, WatchEvent } from './client.ts';
import type { KubeObject } from './kube-object.ts';
import { storefronts } from './resource-kinds.ts';
import { watchCollection } from './watch-collection.ts';

const object = (name: string, resourceVersion: string): KubeObject => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name, namespace: 'n', resourceVersion },
});
const expired = {
  apiVersion: 'v1',
  kind: 'Status',
  metadata: { name: '' },
  code: 410,
  reason: 'Expired',
  message: 'too old',
};

/** Follows an API server with scripted lists and watches, one after the other. */
async function follow(
  lists: readonly (readonly KubeObject[] | ApiError)[],
  watches: readonly (readonly WatchEvent[])[],
) {
  const [received, requests, end] = [[] as string[], [] as string[], new AbortController()];
  const client = {
    async *list() {
      const next = lists[requests.filter((one) => one === 'list').length];
      requests.push('list');
      if (next instanceof ApiError) throw next;
      yield { items: next ?? [], resourceVersion: '10' };
    },
    async *watch(_scope: unknown, version: string) {
      const next = watches[requests.filter((one) => one.startsWith('watch')).length];
      requests.push(`watch ${version}`);
      if (!next) return end.abort();
      yield* next;
    },
  } as unknown as Client;
  const listener = {
    onUpsert: ({ metadata }: KubeObject) => void received.push(`+${metadata.name}`),
    onDelete: ({ metadata }: KubeObject) => void received.push(`-${metadata.name}`),
    onListed: (names: ReadonlySet<string>) => void received.push(`listed ${[...names].join(' ')}`),
    onUnavailable: (error: unknown, missing: boolean) =>
      void received.push(`${missing ? 'missing' : 'trouble'} ${String(error)}`),
  };
  await watchCollection(client, { kind: storefronts, namespace: '' }, listener, end.signal);
  return { heard: received, asked: requests };
}

test('resumes a watch at the last version, including bookmarks', async () => {
  const { asked: requests } = await follow(
    [[object('a', '5')]],
    [[{ type: 'MODIFIED', object: object('a', '11') }], [{ type: 'BOOKMARK', object: object('', '30') }]],
  );
  assert.deepEqual(requests, ['list', 'watch 10', 'watch 11', 'watch 30']);
});

test('lists again after an expired version, and reports deletions', async () => {
  const { heard: received, asked: requests } = await follow(
    [[object('a', '5'), object('b', '6')], [object('b', '6')]],
    [[{ type: 'ERROR', object: expired }]],
  );
  assert.deepEqual(requests, ['list', 'watch 10', 'list', 'watch 10']);
  assert.deepEqual(received, ['+a', '+b', 'listed n/a n/b', '+b', 'listed n/b']);
});

test('distinguishes a missing kind from failures, and retries both', async () => {
  const { heard: received } = await follow(
    [new ApiError(404, 'NotFound', 'no such kind'), new ApiError(503, 'Busy', 'later'), []],
    [],
  );
  assert.deepEqual(received, ['missing ApiError: no such kind', 'trouble ApiError: later', 'listed ']);
});
