/**
 * Accepts a service's database that was restored to an earlier time as the truth: anchors that were written after that time, and
 * that the logs contradict, no longer count. Everything else still does: the logs must be whole in themselves, and agree with
 * every anchor of before. What was accepted is an anchor too, so it is kept, and `npm run audit:verify` names it each time.
 */
import type { Acceptance, Anchor, Head } from '@mambogo/messaging/audit/anchor.ts';
import { anchoredChains, type SourcedAnchor } from '@mambogo/messaging/audit/anchor.ts';
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { type BrokenLink, verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { query } from '@mambogo/messaging/dialect.ts';
import type { DataSource } from 'typeorm';

export interface AcceptedBy extends Omit<Acceptance, 'from'> {
  /** Before the anchors were read: those that are written meanwhile still count. */
  readonly at: string;
}

export interface AcceptanceResult {
  /** To be written; empty: nothing was set back. */
  readonly anchors: readonly Anchor[];
  /** What a restored database does not explain; then nothing may be written. */
  readonly refused: readonly BrokenLink[];
}

const chainsPerAnchor = 1_000;

export async function acceptRestored(
  database: DataSource,
  log: HashChainLog,
  anchors: readonly SourcedAnchor[],
  { at, ...accepted }: AcceptedBy,
): Promise<AcceptanceResult> {
  const { broken: inside } = await verifyChains(database, log);
  const known = anchoredChains(anchors.filter(({ table }) => table === log.table)).get(log.table);
  const { broken } = await verifyChains(database, log, known ?? new Map());
  const isSetBack = ({ anchoredAt }: BrokenLink) => anchoredAt !== undefined && anchoredAt > accepted.restoredTo;
  const refused = [...inside, ...broken.filter((link) => !isSetBack(link))];
  if (refused.length > 0) return { anchors: [], refused };
  const written: Anchor[] = [];
  for (let first = 0; first < broken.length; first += chainsPerAnchor) {
    const links = broken.slice(first, first + chainsPerAnchor);
    const heads = await readHeads(
      database,
      log,
      links.map(({ key }) => key),
    );
    const from = links.map(({ key, sequence }): [string, number] => [key, sequence]);
    written.push({ at, table: log.table, heads, accepted: { ...accepted, from } });
  }
  return { anchors: written, refused: [] };
}

async function readHeads(
  { manager }: DataSource,
  { table, key, sequence }: HashChainLog,
  keys: readonly string[],
): Promise<Head[]> {
  const rows = await query<{ id: string; sequence: string | number; hash: string }[]>(
    manager,
    `select t.${key} as id, t.${sequence} as sequence, t.hash from (
       select ${key} as id, max(${sequence}) as last from ${table} where ${key} in (${keys.map(() => '?').join(', ')}) group by ${key}
     ) n join ${table} t on t.${key} = n.id and t.${sequence} = n.last`,
    keys,
  );
  return rows.map(({ id, sequence: last, hash }) => [id, Number(last), hash]);
}
