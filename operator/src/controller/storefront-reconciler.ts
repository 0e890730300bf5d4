/**
 * Dispatches a Storefront by its life-cycle state: gone, being deleted, paused, or to be reconciled. Returns the milliseconds
 * after which to requeue if no watch event comes first.
 */
import { isConflict } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { field, type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { createFieldConflicts, type FieldConflicts } from './apply/field-conflicts.ts';
import { type LastAppliedStore, loadLastApplied } from './apply/last-applied-store.ts';
import { reportMissingStorefront } from './backup/advance-requests.ts';
import { deleteShop, finalizer } from './delete-shop.ts';
import { reconcileStorefront } from './reconcile-storefront.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import { type Phase, statusOf } from './status/shop-status.ts';
import { patchStatus } from './status/update-status.ts';

export interface Reconciler {
  reconcile(storefrontKey: string): Promise<number | undefined>;
  /** Drops cached records: another leader may have written meanwhile, so they are read again. */
  forget(): void;
}

const deletionRequeueMs = 2_000;

export function createReconciler(settings: ReconcilerSettings): Reconciler {
  const { client, cache } = settings;
  const lastAppliedByKey = new Map<string, LastAppliedStore>();
  const conflictsByKey = new Map<string, FieldConflicts>();

  async function lastAppliedOf(key: string, { metadata }: KubeObject): Promise<LastAppliedStore> {
    const known = lastAppliedByKey.get(key);
    if (known) return known;
    const loaded = await loadLastApplied(client, metadata.namespace ?? '', metadata.name);
    lastAppliedByKey.set(key, loaded);
    return loaded;
  }
  function conflictsOf(key: string): FieldConflicts {
    const known = conflictsByKey.get(key) ?? createFieldConflicts();
    conflictsByKey.set(key, known);
    return known;
  }
  const patchPhase = (storefront: KubeObject, phase: Phase) => {
    const observedGeneration = storefront.metadata.generation ?? 0;
    return patchStatus(settings, storefront, { ...statusOf(storefront), phase, observedGeneration }, []);
  };
  const forget = (key: string) => {
    lastAppliedByKey.delete(key);
    conflictsByKey.delete(key);
    settings.certificateExpiry.delete(key);
    settings.reachability?.forget(key);
    settings.invariants?.forget(key);
    settings.schemas?.forget(key);
  };

  return {
    forget() {
      lastAppliedByKey.clear();
      conflictsByKey.clear();
    },
    async reconcile(key) {
      const storefront = cache.storefront(key);
      const { deletionTimestamp, finalizers = [] } = storefront?.metadata ?? {};
      if (!storefront || deletionTimestamp) forget(key);
      if (!storefront) await reportMissingStorefront(settings, key);
      if (!storefront || (deletionTimestamp && !finalizers.includes(finalizer))) return undefined;
      if (deletionTimestamp) {
        await patchPhase(storefront, 'Deleting');
        await deleteShop(client, cache, key, cache.storefront(key) ?? storefront);
        return deletionRequeueMs;
      }
      if (field(storefront.spec, 'paused') === true) {
        await patchPhase(storefront, 'Paused');
        return undefined;
      }
      if (!finalizers.includes(finalizer)) {
        cache.upsert(await addFinalizer(client, storefront));
        return 0;
      }
      return reconcileStorefront(settings, key, storefront, {
        conflicts: conflictsOf(key),
        loadLastApplied: () => lastAppliedOf(key, storefront),
      });
    },
  };
}

async function addFinalizer(client: Client, storefront: KubeObject): Promise<KubeObject> {
  const { finalizers = [], resourceVersion } = storefront.metadata;
  try {
    return await client.mergePatch(referenceTo(storefront), {
      metadata: { finalizers: [...finalizers, finalizer], resourceVersion },
    });
  } catch (error) {
    if (isConflict(error)) return storefront;
    throw error;
  }
}
