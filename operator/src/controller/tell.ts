/** Tells people what was found out about a Storefront: its status, and Events where something changed. */
import type { Client } from '../kube/client.ts';
import { type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { recordEvent } from '../kube/record-event.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import { type Finding, isWorry, mayTakeAWhile, news, toConditions } from './conditions.ts';
import { phaseOf, type ShopStatus, statusOf, statusPatch } from './shop-status.ts';
import { summaryConditions } from './summary-conditions.ts';

export interface Teller {
  readonly client: Client;
  readonly cache: WatchCache;
}

/**
 * Puts the findings into the status, with what sums them up before them; returns whether the shop is ready.
 * @param serves a version of the spec that was accepted is kept up, whatever became of the newest one
 */
export async function conclude(
  { client, cache }: Teller,
  storefront: KubeObject,
  status: ShopStatus,
  findings: readonly Finding[],
  serves?: { readonly version: string },
): Promise<boolean> {
  const { namespace, name } = storefront.metadata;
  const entries = cache.entriesOf(`${namespace}/${name}`).values();
  const summary = summaryConditions(findings, status.conditions, entries, Date.now());
  const all = [...summary.conditions, ...findings];
  const phase = phaseOf(summary, status, serves !== undefined);
  const ready = summary.open.length === 0;
  const version = ready ? (serves?.version ?? status.version) : status.version;
  await say({ client, cache }, storefront, { ...status, phase, version }, all);
  return ready;
}

/** Writes the status, if it says anything new, and tells people of what changed. */
export async function say(
  { client, cache }: { readonly client: Client; readonly cache: Pick<WatchCache, 'wrote'> },
  storefront: KubeObject,
  status: ShopStatus,
  findings: readonly Finding[],
): Promise<void> {
  const before = statusOf(storefront);
  const conditions =
    findings.length === 0
      ? before.conditions
      : toConditions(before.conditions, findings, storefront.metadata.generation ?? 0, new Date().toISOString());
  const next = { ...status, conditions };
  if (digestOf(statusPatch(next)) === digestOf(statusPatch(before))) return;
  cache.wrote(await client.merge(referenceTo(storefront), statusPatch(next), 'status'));
  for (const { type, status: is, reason, message } of news(before.conditions, findings)) {
    const worry = isWorry({ type, status: is, reason, message }) && !mayPass(type, reason);
    if (is !== 'Unknown')
      await recordEvent(client, storefront, {
        type: worry ? 'Warning' : 'Normal',
        reason,
        message: `${type}: ${message}`,
      });
  }
}

/** Pods that can't start yet are worth a warning once nothing but a person will change that. */
const mayPass = (type: string, reason: string): boolean =>
  reason === 'Progressing' || (mayTakeAWhile(reason) && type !== 'Stalled') || reason === 'NotServing';
