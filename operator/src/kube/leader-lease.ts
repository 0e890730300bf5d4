/**
 * Leader election by a Lease: one of several replicas is active. The holder renews the lease every 2 s; others take it over when
 * it was not renewed for its duration *as they observed it* (clocks of two machines are never compared). A holder that could not
 * renew for two thirds of the duration stops by itself before another may start.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { isConflict } from './api-error.ts';
import type { Client } from './client.ts';
import { fieldNumber, fieldText, type KubeObject, type ObjectReference } from './kube-object.ts';

export interface LeaseSettings {
  readonly client: Client;
  readonly namespace: string;
  readonly name: string;
  /** Unique identity of this process. */
  readonly identity: string;
  /** Seconds. */
  readonly duration?: number;
  readonly signal: AbortSignal;
  onError?(error: unknown): void;
}

const renewIntervalMs = 2_000;

/** Resolves when the lease is acquired; `lost` is aborted when it is lost. */
export async function acquireLease(
  settings: LeaseSettings,
): Promise<{ readonly lost: AbortSignal; release(): Promise<void> }> {
  const { client, namespace, name, identity, duration = 15, signal } = settings;
  const reference: ObjectReference = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name };
  let seen = { version: '', at: 0 };

  async function tryAcquire(): Promise<boolean> {
    const lease = await client.get(reference);
    if (!lease) {
      await client.create(leaseObject(reference, identity, duration, 0));
      return true;
    }
    const version = lease.metadata.resourceVersion ?? '';
    if (version !== seen.version) seen = { version, at: Date.now() };
    const holder = fieldText(lease.spec, 'holderIdentity');
    const holderDurationMs = fieldNumber(lease.spec, 'leaseDurationSeconds') * 1_000;
    if (holder && holder !== identity && Date.now() - seen.at < holderDurationMs) return false;
    const transitions = fieldNumber(lease.spec, 'leaseTransitions') + (holder === identity ? 0 : 1);
    await client.replace({ ...leaseObject(reference, identity, duration, transitions), metadata: lease.metadata });
    return true;
  }

  const attempt = () =>
    tryAcquire().catch((error: unknown) => {
      if (!isConflict(error)) settings.onError?.(error);
      return false;
    });

  while (!(await attempt())) {
    signal.throwIfAborted();
    await pause(renewIntervalMs, undefined, { signal });
  }

  const lost = new AbortController();
  const ended = new AbortController();
  const renewing = renewUntilLost();
  async function renewUntilLost(): Promise<void> {
    let renewed = Date.now();
    while (!ended.signal.aborted) {
      await pause(renewIntervalMs, undefined, { signal: ended.signal }).catch(() => undefined);
      if (ended.signal.aborted) return;
      const limit = renewed + (duration * 2_000) / 3;
      if (await Promise.race([attempt(), pause(Math.max(limit - Date.now(), 0), false)])) renewed = Date.now();
      if (Date.now() >= limit) return lost.abort(new Error(`the lease ${name} could not be renewed`));
    }
  }

  return {
    lost: lost.signal,
    async release() {
      ended.abort();
      await renewing;
      // A waiting replica may take over at once.
      await client.mergePatch(reference, { spec: { holderIdentity: null } }).catch(() => undefined);
    },
  };
}

const leaseObject = (
  { apiVersion, kind, namespace, name }: ObjectReference,
  holderIdentity: string,
  leaseDurationSeconds: number,
  leaseTransitions: number,
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec: { holderIdentity, leaseDurationSeconds, leaseTransitions, renewTime: microTime() },
});

/** Kubernetes' MicroTime requires exactly six digits. */
const microTime = (): string => new Date().toISOString().replace('Z', '000Z');
