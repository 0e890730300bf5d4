/** Kubernetes Events about a Storefront: what `kubectl describe` shows. Losing one is no failure. */
import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';
import type { KubeObject } from './kube-object.ts';

export interface EventText {
  readonly type: 'Normal' | 'Warning';
  /** CamelCase, for machines. */
  readonly reason: string;
  readonly message: string;
}

export async function recordEvent(
  client: Client,
  about: KubeObject,
  { type, reason, message }: EventText,
): Promise<void> {
  const { name, namespace, uid, resourceVersion } = about.metadata;
  const now = new Date().toISOString();
  await client
    .create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${randomUUID().slice(0, 13)}`, namespace },
      involvedObject: { apiVersion: about.apiVersion, kind: about.kind, name, namespace, uid, resourceVersion },
      type,
      reason,
      message: message.slice(0, 1_024),
      source: { component: 'mambogo-operator' },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    })
    .catch(() => undefined);
}
