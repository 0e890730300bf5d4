/**
 * A hash-chained log: a table of entries, in one chain per aggregate. Each entry's hash follows from its content and the hash of
 * the entry before it (packages/service/src/crypto/hash-chain.ts). Every such table has the columns `hash`, `prev_hash` and `at`.
 */
export interface HashChainLog {
  readonly table: string;
  /** The column of the aggregate's id: one chain each. */
  readonly key: string;
  /** The column that orders the entries of a chain. */
  readonly sequence: string;
  /** Whether the sequence counts 1, 2, 3 without gaps in each chain. */
  readonly numbered: boolean;
  /** Where the last hash of each chain is stored, too: table and id column. */
  readonly head?: readonly [table: string, id: string];
  /** What was hashed, from a row without `hash` and `prev_hash`. */
  content(row: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Fields that were absent when the entry was hashed are null in their columns. */
export const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
