/**
 * Reports Storefronts in namespaces that no operator watches, which would otherwise stay without any status: conditions, and one
 * Event. Another operator may watch that namespace, so only a Storefront that has had no conditions for a while is reported. An
 * operator that watches the namespace later replaces these conditions.
 */
import type { Client } from '../kube/client.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { recordEvent } from '../kube/record-event.ts';
import { storefronts } from '../kube/resource-kinds.ts';
import { watchCollection } from '../kube/watch-collection.ts';
import { type Finding, found, missing } from './conditions.ts';
import { statusOf } from './shop-status.ts';
import { say } from './tell.ts';

export interface UnwatchedSettings {
  readonly client: Client;
  /** Those this operator watches. */
  readonly namespaces: readonly string[];
  /** Milliseconds that another operator has to set conditions first. */
  readonly after: number;
  /** Whether it may write now. */
  leads(): boolean;
  onFailure(error: unknown): void;
  readonly signal: AbortSignal;
}

const reason = 'NamespaceNotWatched';
/** Milliseconds between two looks at what was seen. */
const every = 1_000;

/** Resolves when the signal is given. */
export async function reportUnwatched(settings: UnwatchedSettings): Promise<void> {
  const { client, namespaces, signal, leads, onFailure } = settings;
  const seen = new Map<string, KubeObject>();
  const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace}/${metadata.name}`;
  let busy = false;
  const look = async () => {
    if (busy || !leads()) return;
    busy = true;
    for (const [key, storefront] of seen) {
      if (!isDue(storefront, settings.after)) continue;
      seen.delete(key);
      await report(settings, storefront).catch((error: unknown) => {
        seen.set(key, storefront);
        onFailure(error);
      });
    }
    busy = false;
  };
  const timer = setInterval(() => void look(), every);
  try {
    await watchCollection(
      client,
      { kind: storefronts, namespace: '' },
      {
        changed(object) {
          if (!namespaces.includes(object.metadata.namespace ?? '')) seen.set(keyOf(object), object);
        },
        removed: (object) => void seen.delete(keyOf(object)),
        listed(names) {
          for (const key of seen.keys()) if (!names.has(key)) seen.delete(key);
        },
        unavailable: onFailure,
      },
      signal,
    );
  } finally {
    clearInterval(timer);
  }
}

/** It has no conditions, or only these of an earlier generation. */
function isDue({ metadata, status }: KubeObject, after: number): boolean {
  const { conditions, observedGeneration } = statusOf({ apiVersion: '', kind: '', metadata, status });
  if (metadata.deletionTimestamp) return false;
  if (conditions.length > 0) return isUnwatched(conditions) && observedGeneration !== metadata.generation;
  return Date.now() - Date.parse(metadata.creationTimestamp ?? '') >= after;
}

const isUnwatched = (conditions: readonly Finding[]): boolean =>
  conditions.some((one) => one.type === 'Ready' && one.reason === reason);

async function report({ client, namespaces }: UnwatchedSettings, storefront: KubeObject): Promise<void> {
  const { namespace = '', generation = 0 } = storefront.metadata;
  const before = statusOf(storefront);
  const message = `no operator looks after namespace ${namespace}: this one looks after ${namespaces.join(', ')}; add it to the chart's value namespaces, or apply the Storefront in one of these`;
  const findings = [
    missing('Ready', reason, message),
    missing('Progressing', 'Stalled', 'waits for a person'),
    found('Stalled', reason, message),
  ];
  await say(
    { client, cache: { wrote: () => undefined } },
    storefront,
    { ...before, observedGeneration: generation },
    findings,
  );
  if (isUnwatched(before.conditions)) return;
  await recordEvent(client, storefront, { type: 'Warning', reason, message });
}
