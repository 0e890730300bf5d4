/** Deletes managed objects, as the cache knows them, and forgets what was applied to them. */
import type { Client } from '../../kube/client.ts';
import type { ManagedEntry } from '../../kube/watch-cache.ts';
import { forEachConcurrent } from './for-each-concurrent.ts';
import type { LastAppliedStore } from './last-applied-store.ts';

/** Those already being deleted are left out. */
export async function deleteEntries(
  client: Pick<Client, 'delete'>,
  lastApplied: LastAppliedStore,
  entries: Iterable<readonly [key: string, entry: ManagedEntry]>,
): Promise<void> {
  const present = [...entries].filter(([, { deleting }]) => !deleting);
  await forEachConcurrent(present, 8, async ([key, { reference, uid }]) => {
    await client.delete(reference, { uid });
    lastApplied.delete(key);
  });
}
