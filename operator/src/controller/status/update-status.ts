/** Writes the conditions of a Storefront into its status, and records Events for what changed. */
import type { Client } from '../../kube/client.ts';
import { type KubeObject, referenceTo } from '../../kube/kube-object.ts';
import { hashOf } from '../../kube/object-hash.ts';
import { recordEvent } from '../../kube/record-event.ts';
import type { WatchCache } from '../../kube/watch-cache.ts';
import { storeNames } from '../../model/component-names.ts';
import { replicasComponent } from '../../model/replica-names.ts';
import { schemaRegistryObject } from '../../model/schema-registry-names.ts';
import {
  type Condition,
  changedConditions,
  hibernatedReason,
  isAbnormal,
  isTransientReason,
  toConditions,
} from './conditions.ts';
import { phaseFrom, type ShopStatus, statusOf, statusPatch } from './shop-status.ts';
import { summaryConditions } from './summary-conditions.ts';

export interface StatusWriter {
  readonly client: Client;
  readonly cache: WatchCache;
}

/**
 * Writes the conditions, preceded by their summary; returns whether the shop is ready.
 * @param acceptedModel the accepted spec in effect, whatever happened to the newest one
 */
export async function updateStatus(
  { client, cache }: StatusWriter,
  storefront: KubeObject,
  status: ShopStatus,
  conditions: readonly Condition[],
  acceptedModel?: { readonly version: string },
): Promise<boolean> {
  const { namespace, name } = storefront.metadata;
  // A shop serves without its schema registry and its read replicas.
  const optional = [schemaRegistryObject(name), ...storeNames.map((store) => `${name}-${replicasComponent(store)}`)];
  const entries = [...cache.entriesOf(`${namespace}/${name}`).values()].filter(
    ({ reference }) => !optional.includes(reference.name),
  );
  const summary = summaryConditions(conditions, status.conditions, entries, Date.now());
  const all = [...summary.conditions, ...conditions];
  const phase = phaseFrom(summary, status, acceptedModel !== undefined);
  const isReady = summary.blocking.length === 0;
  const version = isReady ? (acceptedModel?.version ?? status.version) : status.version;
  await patchStatus({ client, cache }, storefront, { ...status, phase, version }, all);
  return isReady;
}

/** Writes the status if it changed, and records Events for changed conditions. */
export async function patchStatus(
  { client, cache }: { readonly client: Client; readonly cache: Pick<WatchCache, 'upsert'> },
  storefront: KubeObject,
  status: ShopStatus,
  conditions: readonly Condition[],
): Promise<void> {
  const before = statusOf(storefront);
  const statusConditions =
    conditions.length === 0
      ? before.conditions
      : toConditions(before.conditions, conditions, storefront.metadata.generation ?? 0, new Date().toISOString());
  const next = { ...status, conditions: statusConditions };
  if (hashOf(statusPatch(next)) === hashOf(statusPatch(before))) return;
  cache.upsert(await client.mergePatch(referenceTo(storefront), statusPatch(next), 'status'));
  for (const { type, status: conditionStatus, reason, message } of changedConditions(before.conditions, conditions)) {
    const isWarning = isAbnormal({ type, status: conditionStatus, reason, message }) && !isExpected(type, reason);
    if (conditionStatus !== 'Unknown')
      await recordEvent(client, storefront, {
        type: isWarning ? 'Warning' : 'Normal',
        reason,
        message: `${type}: ${message}`,
      });
  }
}

/** Pods that can't start yet get a warning once only a person can change that. A shop may have no mail server. */
const isExpected = (type: string, reason: string): boolean =>
  type === 'MailConfigured' ||
  reason === 'Progressing' ||
  (isTransientReason(reason) && type !== 'Stalled') ||
  reason === 'NotServing' ||
  reason === hibernatedReason;
