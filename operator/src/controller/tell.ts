/** Tells people what was found out about a Storefront: its status, and Events where something changed. */
import type { Client } from '../kube/client.ts';
import { type KubeObject, referenceTo } from '../kube/kube-object.ts';
import { digestOf } from '../kube/object-digest.ts';
import { recordEvent } from '../kube/record-event.ts';
import type { WatchCache } from '../kube/watch-cache.ts';
import { type Finding, found, missing, news, toConditions } from './conditions.ts';
import { phaseOf, type ShopStatus, statusOf, statusPatch } from './shop-status.ts';

export interface Teller {
  readonly client: Client;
  readonly cache: WatchCache;
}

/** Puts the findings into the status, with Ready over all of them; answers whether it is ready. */
export async function conclude(
  { client, cache }: Teller,
  storefront: KubeObject,
  status: ShopStatus,
  findings: readonly Finding[],
  version?: string,
): Promise<boolean> {
  const open = findings.find(({ type, status: is }) => type !== 'Honoured' && is !== 'True');
  const ready = open
    ? missing('Ready', open.reason, `${open.type}: ${open.message}`)
    : found('Ready', 'Ready', 'the shop is open');
  const all = [ready, ...findings];
  const phase = phaseOf(all, status);
  await say(
    { client, cache },
    storefront,
    { ...status, phase, version: open ? status.version : (version ?? status.version) },
    all,
  );
  return open === undefined;
}

/** Writes the status, if it says anything new, and tells people of what changed. */
export async function say(
  { client, cache }: Teller,
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
    const worry = is === 'False' && reason !== 'Progressing';
    if (is !== 'Unknown')
      await recordEvent(client, storefront, {
        type: worry ? 'Warning' : 'Normal',
        reason,
        message: `${type}: ${message}`,
      });
  }
}
