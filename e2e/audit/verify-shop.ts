/** Verifies all hash chains of a shop against their anchors, and compares the two places of the anchors. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { hashChains as identityLogs } from '@mambogo/identity/src/store/hash-chains.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { type Acceptance, anchoredChains, type SourcedAnchor } from '@mambogo/messaging/audit/anchor.ts';
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { type BrokenLink, type ChainReport, verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { hashChains as pricingLogs } from '@mambogo/pricing/src/store/hash-chains.ts';
import { storedLogs } from '../invariants/hash-chains.ts';
import { withDatabases } from '../invariants/stores.ts';
import { readAnchors } from './read-anchors.ts';

export interface LogReport extends Omit<ChainReport, 'unanchored'> {
  readonly service: ServiceName;
  /** Number of chains whose last entry is so new that it may still be without an anchor. */
  readonly waiting: number;
  /** Acceptances of restored databases. */
  readonly accepted: readonly AcceptedChains[];
}

export interface AcceptedChains extends Omit<Acceptance, 'from'> {
  readonly at: string;
  /** Number of chains. */
  readonly chains: number;
}

/** From here on an entry without an anchor is reported. */
const anchoredWithinMs = 600_000;

/** Services with hash chains. */
export const logsOf: ReadonlyMap<ServiceName, readonly HashChainLog[]> = new Map([
  ...Map.groupBy(storedLogs, ({ store }) => store)
    .entries()
    .map(([store, stored]) => [store, stored.map(({ log }) => log)] as const),
  ['identity', identityLogs],
  ['pricing', pricingLogs],
]);

export const verifyShop = (shop: ShopAddresses): Promise<LogReport[]> =>
  withDatabases(shop, async (open) => {
    const reports: LogReport[] = [];
    for (const { name: service } of shop.model.services) {
      const logs = logsOf.get(service);
      if (!logs) continue;
      // Read first: whatever the anchors name is in the database afterwards.
      const anchors = await readAnchors(shop, service);
      const database = await open(service);
      for (const log of logs) {
        const own = anchors.filter(({ table }) => table === log.table);
        const report = await verifyChains(database, log, anchoredChains(own).get(log.table) ?? new Map());
        const checked = toLogReport(service, report, missingInFile(log.table, own), Date.now());
        reports.push({ ...checked, accepted: acceptedChains(own) });
      }
    }
    return reports;
  });

export function toLogReport(
  service: ServiceName,
  { unanchored, ...report }: ChainReport,
  missing: readonly BrokenLink[],
  now: number,
): Omit<LogReport, 'accepted'> {
  const old = unanchored.filter(({ at }) => now - at.getTime() > anchoredWithinMs);
  const broken = new Set(report.broken.map(({ key }) => key));
  const found = [
    ...old.map(({ key, sequence }) => ({
      key,
      sequence,
      what: 'it is not anchored: anchors were lost or not written',
    })),
    ...missing,
  ].filter(({ key }) => !broken.has(key));
  return {
    service,
    ...report,
    broken: [...report.broken, ...found.map((link) => ({ table: report.table, ...link }))],
    waiting: unanchored.length - old.length,
  };
}

/** Each once: they are in the topic and in the file. */
function acceptedChains(anchors: readonly SourcedAnchor[]): AcceptedChains[] {
  const found = new Map<string, AcceptedChains>();
  for (const { at, accepted, source } of anchors) {
    if (!accepted) continue;
    const { from, ...by } = accepted;
    const before = found.get(`${source} ${at}`)?.chains ?? 0;
    found.set(`${source} ${at}`, { at, ...by, chains: before + from.length });
  }
  return [...new Map([...found.values()].map((one) => [one.at, one])).values()];
}

/** Anchors are written to the file before they are published: where there is a file, it has all that the topic has. */
export function missingInFile(table: string, anchors: readonly SourcedAnchor[]): BrokenLink[] {
  const headsOf = (source: SourcedAnchor['source']) =>
    anchors.filter((anchor) => anchor.source === source).flatMap(({ heads }) => heads);
  const inFile = new Set(headsOf('file').map(String));
  if (inFile.size === 0) return [];
  const missing = new Map<string, BrokenLink>();
  for (const head of headsOf('topic')) {
    const [key, sequence] = head;
    if (inFile.has(String(head)) || missing.has(key)) continue;
    missing.set(key, { table, key, sequence, what: 'the topic has an anchor of it that the file has not' });
  }
  return [...missing.values()];
}
