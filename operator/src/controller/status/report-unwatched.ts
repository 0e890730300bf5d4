/**
 * Reports Storefronts in namespaces that no operator watches, which would otherwise stay without any status: conditions, and one
 * Event. Another operator may watch that namespace, so only a Storefront that has had no conditions for a while is reported. An
 * operator that watches the namespace later replaces these conditions.
 */
import type { Client } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { recordEvent } from '../../kube/record-event.ts';
import { storefronts } from '../../kube/resource-kinds.ts';
import { watchCollection } from '../../kube/watch-collection.ts';
import { type Condition, conditionFalse, conditionTrue } from './conditions.ts';
import { statusOf } from './shop-status.ts';
import { patchStatus } from './update-status.ts';

export interface UnwatchedSettings {
  readonly client: Client;
  /** Namespaces this operator watches. */
  readonly namespaces: readonly string[];
  /** Milliseconds that another operator has to set conditions first. */
  readonly graceMs: number;
  /** Whether this operator may write now. */
  isLeader(): boolean;
  onFailure(error: unknown): void;
  readonly signal: AbortSignal;
}

const reason = 'NamespaceNotWatched';
/** Milliseconds between two checks. */
const intervalMs = 1_000;

/** Resolves when the signal is aborted. */
export async function reportUnwatched(settings: UnwatchedSettings): Promise<void> {
  const { client, namespaces, signal, isLeader, onFailure } = settings;
  const candidates = new Map<string, KubeObject>();
  const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace}/${metadata.name}`;
  let busy = false;
  const reportDue = async () => {
    if (busy || !isLeader()) return;
    busy = true;
    for (const [key, storefront] of candidates) {
      if (!isDue(storefront, settings.graceMs)) continue;
      candidates.delete(key);
      await report(settings, storefront).catch((error: unknown) => {
        candidates.set(key, storefront);
        onFailure(error);
      });
    }
    busy = false;
  };
  const timer = setInterval(() => void reportDue(), intervalMs);
  try {
    await watchCollection(
      client,
      { kind: storefronts, namespace: '' },
      {
        onUpsert(object) {
          if (!namespaces.includes(object.metadata.namespace ?? '')) candidates.set(keyOf(object), object);
        },
        onDelete: (object) => void candidates.delete(keyOf(object)),
        onListed(names) {
          for (const key of candidates.keys()) if (!names.has(key)) candidates.delete(key);
        },
        onUnavailable: onFailure,
      },
      signal,
    );
  } finally {
    clearInterval(timer);
  }
}

/** It has no conditions, or only these of an earlier generation. */
function isDue({ metadata, status }: KubeObject, graceMs: number): boolean {
  const { conditions, observedGeneration } = statusOf({ apiVersion: '', kind: '', metadata, status });
  if (metadata.deletionTimestamp) return false;
  if (conditions.length > 0) return isUnwatched(conditions) && observedGeneration !== metadata.generation;
  return Date.now() - Date.parse(metadata.creationTimestamp ?? '') >= graceMs;
}

const isUnwatched = (conditions: readonly Condition[]): boolean =>
  conditions.some((one) => one.type === 'Ready' && one.reason === reason);

async function report({ client, namespaces }: UnwatchedSettings, storefront: KubeObject): Promise<void> {
  const { namespace = '', generation = 0 } = storefront.metadata;
  const before = statusOf(storefront);
  const message = `no operator watches namespace ${namespace}: this one watches ${namespaces.join(', ')}; add it to the chart's value namespaces, or create the Storefront in one of these`;
  const conditions = [
    conditionFalse('Ready', reason, message),
    conditionFalse('Progressing', 'Stalled', 'waits for a person'),
    conditionTrue('Stalled', reason, message),
  ];
  await patchStatus(
    { client, cache: { upsert: () => undefined } },
    storefront,
    { ...before, observedGeneration: generation },
    conditions,
  );
  if (isUnwatched(before.conditions)) return;
  await recordEvent(client, storefront, { type: 'Warning', reason, message });
}
