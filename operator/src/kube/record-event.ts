/**
 * Kubernetes Events about a Storefront: what `kubectl describe` shows. The same said again within some minutes is the same Event with a
 * higher count, as other controllers have it. Losing one is no failure.
 */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Client } from './client.ts';
import { type KubeObject, type ObjectReference, referenceTo } from './kube-object.ts';

export interface EventText {
  readonly type: 'Normal' | 'Warning';
  /** CamelCase, for machines. */
  readonly reason: string;
  readonly message: string;
}

interface Recorded {
  readonly event: ObjectReference;
  count: number;
}

/** What each client recorded lately, by what it says of which object. */
const recorded = new WeakMap<Client, LRUCache<string, Recorded>>();
/** Milliseconds from the last time it was said. */
const sameWithin = 600_000;

export async function recordEvent(client: Client, about: KubeObject, text: EventText): Promise<void> {
  const message = text.message.slice(0, 1_024);
  const { name, namespace, uid } = about.metadata;
  const key = [namespace, name, uid, text.type, text.reason, message].join('\n');
  const known = recorded.get(client) ?? new LRUCache<string, Recorded>({ max: 2_000, ttl: sameWithin });
  recorded.set(client, known);
  const before = known.get(key);
  try {
    if (before && (await countAgain(client, before))) known.set(key, before);
    else known.set(key, { event: referenceTo(await client.create(eventOf(about, { ...text, message }))), count: 1 });
  } catch {
    // It is told by the conditions, too.
  }
}

/** @returns false when it is not there any more: Events are kept for an hour */
async function countAgain(client: Client, before: Recorded): Promise<boolean> {
  before.count += 1;
  const patch = { count: before.count, lastTimestamp: new Date().toISOString() };
  return client.merge(before.event, patch).then(
    () => true,
    () => false,
  );
}

function eventOf(about: KubeObject, { type, reason, message }: EventText): KubeObject {
  const { name, namespace, uid, resourceVersion } = about.metadata;
  const now = new Date().toISOString();
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${randomUUID().slice(0, 13)}`, namespace },
    involvedObject: { apiVersion: about.apiVersion, kind: about.kind, name, namespace, uid, resourceVersion },
    type,
    reason,
    message,
    source: { component: 'mambogo-operator' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  };
}
