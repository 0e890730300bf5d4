/**
 * Verifies a hash-chained log: every hash is computed again from its row and the hash before it, and compared with the anchored
 * ones. Of each chain the first broken link is named, in order of the sequence.
 */
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.ts';
import type { AnchoredChains, AnchoredEntry } from './anchor.ts';
import type { HashChainLog } from './hash-chain-log.ts';

export interface BrokenLink {
  readonly table: string;
  /** The id of the chain: of an order, a product, a customer. */
  readonly key: string;
  readonly sequence: number;
  /** What differs, as a sentence. */
  readonly what: string;
  /** When an anchor was written that the log contradicts, if that is what is wrong. */
  readonly anchoredAt?: string;
}

export interface ChainReport {
  readonly table: string;
  readonly chains: number;
  readonly entries: number;
  readonly broken: readonly BrokenLink[];
  /** Chains whose last entry is not anchored. */
  readonly unanchored: readonly { readonly key: string; readonly sequence: number; readonly at: Date }[];
}

/** @param anchors of this log; undefined: the chains are compared with themselves and the stored heads only */
export async function verifyChains(
  database: DataSource,
  log: HashChainLog,
  anchors?: AnchoredChains,
): Promise<ChainReport> {
  const runner = database.createQueryRunner();
  try {
    // One snapshot, so that what a running service appends meanwhile is not seen in part.
    await runner.startTransaction('REPEATABLE READ');
    const heads = log.head && (await readHeads(runner, log.head));
    const verifier = createVerifier(log, heads, anchors);
    for await (const row of readEntries(runner, log)) verifier.add(row);
    return verifier.end();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

type Row = Readonly<Record<string, unknown>>;

interface Chain {
  readonly key: string;
  readonly anchored: readonly AnchoredEntry[];
  sequence: number;
  hash: string;
  at: Date;
  broken: boolean;
}

function createVerifier(
  log: HashChainLog,
  heads: ReadonlyMap<string, string> | undefined,
  anchors: AnchoredChains | undefined,
) {
  const { table } = log;
  const broken: BrokenLink[] = [];
  const unanchored: ChainReport['unanchored'][number][] = [];
  const seen = new Set<string>();
  let entries = 0;
  let chain: Chain | undefined;

  const report = (
    of: Pick<Chain, 'key'> & { broken?: boolean },
    sequence: number,
    what: string,
    by?: AnchoredEntry,
  ) => {
    if (of.broken) return;
    of.broken = true;
    broken.push({ table, key: of.key, sequence, what, ...(by ? { anchoredAt: by.at } : {}) });
  };

  function endChain(): void {
    if (!chain) return;
    const { key, sequence, hash, at, anchored } = chain;
    const cut = anchored.find((entry) => entry.sequence > sequence);
    if (cut) report(chain, cut.sequence, `it is missing: ${anchoredBy(cut)}`, cut);
    if (heads && (heads.get(key) ?? '') !== hash)
      report(chain, sequence, `it is the last one, but ${log.head?.[0]}.last_hash is another`);
    if (anchors && anchored.at(-1)?.sequence !== sequence) unanchored.push({ key, sequence, at });
  }

  return {
    add({ hash, prev_hash: prevHash, ...row }: Row): void {
      const key = String(row[log.key]);
      const sequence = Number(row[log.sequence]);
      entries += 1;
      if (chain?.key !== key) {
        endChain();
        const anchored = anchors?.get(key) ?? [];
        chain = { key, anchored, sequence: 0, hash: '', at: new Date(0), broken: false };
        seen.add(key);
      }
      const before = chain;
      if (log.numbered && sequence !== before.sequence + 1) report(before, before.sequence + 1, 'it is missing');
      const lost = before.anchored.find((entry) => entry.sequence > before.sequence && entry.sequence < sequence);
      if (lost) report(before, lost.sequence, `it is missing: ${anchoredBy(lost)}`, lost);
      if (prevHash !== before.hash)
        report(
          before,
          sequence,
          'its prev_hash is not the hash of the entry before it: one was inserted, removed or moved',
        );
      if (hash !== chainHash(String(prevHash), log.content(row)))
        report(before, sequence, 'its content is not what was hashed');
      const other = before.anchored.find((entry) => entry.sequence === sequence && entry.hash !== hash);
      if (other)
        report(before, sequence, `its hash is another than when ${anchoredBy(other)}: the chain was rewritten`, other);
      Object.assign(before, { sequence, hash, at: row.at });
    },

    end(): ChainReport {
      endChain();
      const lost = [
        ...[...(anchors ?? [])].flatMap(([key, [first]]) =>
          seen.has(key) || !first
            ? []
            : [{ key, what: `the chain is missing: ${anchoredBy(first)}`, anchoredAt: first.at }],
        ),
        ...[...(heads ?? [])].flatMap(([key, head]) =>
          seen.has(key) || head === '' || anchors?.has(key)
            ? []
            : [{ key, what: `the chain is missing, but ${log.head?.[0]} has its last hash` }],
        ),
      ];
      for (const link of lost) broken.push({ table, sequence: 1, ...link });
      return { table, chains: seen.size, entries, broken, unanchored };
    },
  };
}

const anchoredBy = ({ at, source }: AnchoredEntry): string => `the ${source} anchored it at ${at}`;

async function readHeads(
  runner: QueryRunner,
  [table, id]: readonly [table: string, id: string],
): Promise<Map<string, string>> {
  const rows: { id: string; hash: string }[] = await runner.query(
    `select ${id} as id, last_hash as hash from ${table}`,
  );
  return new Map(rows.map((row) => [row.id, row.hash]));
}

const pageSize = 5_000;

/** All entries, chain by chain, in pages that fit in memory. */
async function* readEntries(runner: QueryRunner, { table, key, sequence }: HashChainLog): AsyncGenerator<Row> {
  const isPostgres = dialectOf(runner.connection) === 'postgres';
  const [first, second] = isPostgres ? ['$1', '$2'] : ['?', '?'];
  let after: readonly unknown[] = [];
  for (;;) {
    const where = after.length === 0 ? '' : `where (${key}, ${sequence}) > (${first}, ${second})`;
    const rows: Row[] = await runner.query(
      `select * from ${table} ${where} order by ${key}, ${sequence} limit ${pageSize}`,
      [...after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = [last[key], last[sequence]];
  }
}
