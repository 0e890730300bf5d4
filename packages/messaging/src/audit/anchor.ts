/**
 * Anchors: heads of hash chains, kept outside the database, in a topic and in a file. Whoever can write the database can
 * recompute a whole chain or cut its end; the entries would still follow from each other, but not lead to the anchored hashes.
 */
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';

/** [id of the chain, sequence of its last entry, hash of that entry] */
const Head = z.tuple([z.string(), z.int(), z.string()]);
export type Head = z.infer<typeof Head>;

/** Somebody accepted a database that was restored to an earlier time (`npm run audit:accept`). */
const Acceptance = z.object({
  by: z.string(),
  reason: z.string(),
  restoredTo: Time,
  /** From these entries on, earlier anchors of these chains no longer count: [id of the chain, sequence]. */
  from: z.array(z.tuple([z.string(), z.int()])),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** A message of a service's anchor topic (the data of its CloudEvent), and a line of its file. */
export const Anchor = z.object({
  at: Time,
  table: z.string(),
  heads: z.array(Head),
  accepted: Acceptance.optional(),
});
export type Anchor = z.infer<typeof Anchor>;

export interface AnchoredEntry {
  readonly sequence: number;
  readonly hash: string;
  /** When it was anchored. */
  readonly at: string;
  readonly source: AnchorSource;
}
export type AnchorSource = 'topic' | 'file';

/** Anchored entries of one log, by chain. */
export type AnchoredChains = ReadonlyMap<string, readonly AnchoredEntry[]>;

export interface SourcedAnchor extends Anchor {
  readonly source: AnchorSource;
}

/** By table and chain, in order of the sequence; without those that an acceptance superseded. */
export function anchoredChains(anchors: Iterable<SourcedAnchor>): ReadonlyMap<string, AnchoredChains> {
  const tables = new Map<string, Map<string, AnchoredEntry[]>>();
  const acceptances: Anchor[] = [];
  for (const anchor of anchors) {
    const { table, at, heads, source } = anchor;
    if (anchor.accepted) acceptances.push(anchor);
    const chains = tables.get(table) ?? new Map<string, AnchoredEntry[]>();
    tables.set(table, chains);
    for (const [key, sequence, hash] of heads) {
      const entries = chains.get(key);
      if (entries) entries.push({ sequence, hash, at, source });
      else chains.set(key, [{ sequence, hash, at, source }]);
    }
  }
  for (const acceptance of acceptances) supersede(tables.get(acceptance.table), acceptance);
  for (const chains of tables.values())
    for (const entries of chains.values()) entries.sort((a, b) => a.sequence - b.sequence);
  return tables;
}

function supersede(chains: Map<string, AnchoredEntry[]> | undefined, { at: acceptedAt, accepted }: Anchor): void {
  for (const [key, from] of accepted?.from ?? []) {
    const left = (chains?.get(key) ?? []).filter(({ sequence, at }) => sequence < from || at >= acceptedAt);
    if (left.length > 0) chains?.set(key, left);
    else chains?.delete(key);
  }
}
