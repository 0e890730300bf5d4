/**
 * Which of its lives a Storefront is in: gone, going, paused, or to be brought about. Answers after how many milliseconds it
 * wants to be looked at again, if nothing is heard of it before.
 */
import { isConflict } from '../kube/api-error.ts';
import type { Client } from '../kube/client.ts';
import { field, type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { type AppliedRecord, loadAppliedRecord } from './applied-record.ts';
import { bringAbout } from './bring-about.ts';
import { deleteShop, finalizer } from './delete-shop.ts';
import { createFieldConflicts, type FieldConflicts } from './field-conflicts.ts';
import type { ReconcilerSettings } from './reconciler-settings.ts';
import { type Phase, statusOf } from './shop-status.ts';
import { say } from './tell.ts';

export interface Reconciler {
  reconcile(storefrontKey: string): Promise<number | undefined>;
  /** Somebody else may have worked meanwhile: what was written down is read again. */
  forget(): void;
}

const whileDeleting = 2_000;

export function createReconciler(settings: ReconcilerSettings): Reconciler {
  const { client, cache } = settings;
  const records = new Map<string, AppliedRecord>();
  const fights = new Map<string, FieldConflicts>();

  async function recordOf(key: string, { metadata }: KubeObject): Promise<AppliedRecord> {
    const known = records.get(key);
    if (known) return known;
    const loaded = await loadAppliedRecord(client, metadata.namespace ?? '', metadata.name);
    records.set(key, loaded);
    return loaded;
  }
  function conflictsOf(key: string): FieldConflicts {
    const known = fights.get(key) ?? createFieldConflicts();
    fights.set(key, known);
    return known;
  }
  const sayPhase = (storefront: KubeObject, phase: Phase) => {
    const observedGeneration = storefront.metadata.generation ?? 0;
    return say(settings, storefront, { ...statusOf(storefront), phase, observedGeneration }, []);
  };
  const forget = (key: string) => {
    records.delete(key);
    fights.delete(key);
    settings.reachability?.forget(key);
    settings.invariants?.forget(key);
  };

  return {
    forget() {
      records.clear();
      fights.clear();
    },
    async reconcile(key) {
      const storefront = cache.storefront(key);
      const { deletionTimestamp, finalizers = [] } = storefront?.metadata ?? {};
      if (!storefront || deletionTimestamp) forget(key);
      if (!storefront || (deletionTimestamp && !finalizers.includes(finalizer))) return undefined;
      if (deletionTimestamp) {
        await sayPhase(storefront, 'Deleting');
        await deleteShop(client, cache, key, cache.storefront(key) ?? storefront);
        return whileDeleting;
      }
      if (field(storefront.spec, 'paused') === true) {
        await sayPhase(storefront, 'Paused');
        return undefined;
      }
      if (!finalizers.includes(finalizer)) {
        cache.wrote(await addFinalizer(client, storefront));
        return 0;
      }
      return bringAbout(settings, key, storefront, {
        conflicts: conflictsOf(key),
        loadRecord: () => recordOf(key, storefront),
      });
    },
  };
}

async function addFinalizer(client: Client, storefront: KubeObject): Promise<KubeObject> {
  const { finalizers = [], resourceVersion } = storefront.metadata;
  try {
    return await client.merge(referenceTo(storefront), {
      metadata: { finalizers: [...finalizers, finalizer], resourceVersion },
    });
  } catch (error) {
    if (isConflict(error)) return storefront;
    throw error;
  }
}
