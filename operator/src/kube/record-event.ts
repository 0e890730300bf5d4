/**
 * Records Kubernetes Events about a Storefront, as shown by `kubectl describe`. The same message within some minutes increments
 * the count of the same Event, as other controllers do. Losing an Event is no failure.
 */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Client } from './client.ts';
import { type KubeObject, type ObjectReference, referenceTo } from './kube-object.ts';

export interface EventDetails {
  readonly type: 'Normal' | 'Warning';
  /** CamelCase, for machines. */
  readonly reason: string;
  readonly message: string;
}

interface RecentEvent {
  readonly event: ObjectReference;
  count: number;
}

/** Recent Events of each client, by object and message. */
const recentEvents = new WeakMap<Client, LRUCache<string, RecentEvent>>();
/** Milliseconds since the last occurrence. */
const aggregationWindowMs = 600_000;

export async function recordEvent(client: Client, involved: KubeObject, text: EventDetails): Promise<void> {
  const message = text.message.slice(0, 1_024);
  const { name, namespace, uid } = involved.metadata;
  const key = [namespace, name, uid, text.type, text.reason, message].join('\n');
  const known = recentEvents.get(client) ?? new LRUCache<string, RecentEvent>({ max: 2_000, ttl: aggregationWindowMs });
  recentEvents.set(client, known);
  const before = known.get(key);
  try {
    if (before && (await incrementCount(client, before))) known.set(key, before);
    else known.set(key, { event: referenceTo(await client.create(eventOf(involved, { ...text, message }))), count: 1 });
  } catch {
    // The conditions have the same message.
  }
}

/** @returns false when the Event no longer exists: Events are kept for an hour */
async function incrementCount(client: Client, before: RecentEvent): Promise<boolean> {
  before.count += 1;
  const patch = { count: before.count, lastTimestamp: new Date().toISOString() };
  return client.mergePatch(before.event, patch).then(
    () => true,
    () => false,
  );
}

function eventOf(involved: KubeObject, { type, reason, message }: EventDetails): KubeObject {
  const { name, namespace, uid, resourceVersion } = involved.metadata;
  const now = new Date().toISOString();
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${randomUUID().slice(0, 13)}`, namespace },
    involvedObject: { apiVersion: involved.apiVersion, kind: involved.kind, name, namespace, uid, resourceVersion },
    type,
    reason,
    message,
    source: { component: 'mambogo-operator' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  };
}
