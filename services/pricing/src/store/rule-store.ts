/** Documents of rules, and the only way to change them. */
import {
  defaultPriceRules,
  type PriceRules,
  PromotionRules,
  ShippingRules,
  TaxRules,
} from '@mambogo/contracts/api/price-rules.ts';
import type { EntityManager } from 'typeorm';
import { PriceRulesEntity, type PriceRulesRow } from './entities.ts';

const ruleSchemas = { taxes: TaxRules, shipping: ShippingRules, promotions: PromotionRules } as const;
export type RuleKind = keyof typeof ruleSchemas;

export interface StoredRules<K extends RuleKind> {
  readonly rules: PriceRules[K];
  /** 0: those of a new shop, which are not stored. */
  readonly version: number;
  readonly updatedAt?: Date;
}

/** All documents in one statement: what it reads is of one moment. */
export async function readAllRules(manager: EntityManager): Promise<{ versions: string; rules: PriceRules }> {
  const rows = await manager.find(PriceRulesEntity);
  const of = <K extends RuleKind>(kind: K) => {
    const row = rows.find((one) => one.kind === kind);
    return row ? parseRules(kind, row.rules) : defaultPriceRules[kind];
  };
  const rules = { taxes: of('taxes'), shipping: of('shipping'), promotions: of('promotions') };
  return { versions: versionsOf(rows), rules };
}

export const readVersions = async (manager: EntityManager): Promise<string> =>
  versionsOf(await manager.query<Pick<PriceRulesRow, 'kind' | 'version'>[]>('select kind, version from price_rules'));

const versionsOf = (rows: readonly Pick<PriceRulesRow, 'kind' | 'version'>[]): string =>
  rows
    .map(({ kind, version }) => `${kind} ${version}`)
    .sort()
    .join();

const parseRules = <K extends RuleKind>(kind: K, stored: unknown): PriceRules[K] =>
  ruleSchemas[kind].parse(stored) as PriceRules[K];

/** Under a lock until the end of the transaction, also if they are not stored yet. */
export async function lockRules<K extends RuleKind>(manager: EntityManager, kind: K): Promise<StoredRules<K>> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('price_rules'), hashtext($1))`, [kind]);
  return readRules(manager, kind);
}

export async function readRules<K extends RuleKind>(manager: EntityManager, kind: K): Promise<StoredRules<K>> {
  const row = await manager.findOneBy(PriceRulesEntity, { kind });
  if (!row) return { rules: defaultPriceRules[kind], version: 0 };
  return { rules: parseRules(kind, row.rules), version: row.version, updatedAt: row.updatedAt };
}

export async function writeRules<K extends RuleKind>(
  manager: EntityManager,
  kind: K,
  rules: PriceRules[K],
  version: number,
): Promise<StoredRules<K>> {
  const [row] = await manager.query<{ updated_at: Date }[]>(
    `insert into price_rules (kind, version, rules, updated_at) values ($1, $2, $3, now())
     on conflict (kind) do update set version = excluded.version, rules = excluded.rules, updated_at = excluded.updated_at
     returning updated_at`,
    [kind, version, JSON.stringify(rules)],
  );
  return { rules, version, ...(row ? { updatedAt: row.updated_at } : {}) };
}
