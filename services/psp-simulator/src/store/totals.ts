/** Totals of the ledger per currency and per reference, for comparison with the shop's records. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const Total = z.object({
  currency: z.string(),
  charges: z.int(),
  captures: z.int(),
  /** Minor units. */
  captured: z.int(),
  refunded: z.int(),
});

const ReferenceTotal = Total.extend({
  reference: z.string(),
  /** The statuses of its charges. */
  statuses: z.string().transform((text) => text.split(',')),
});

export interface Totals {
  readonly totals: readonly z.output<typeof Total>[];
  readonly references: readonly z.output<typeof ReferenceTotal>[];
}

const sums = `count(*) as charges, count(*) filter (where status = 'captured') as captures,
  coalesce(sum(amount) filter (where status = 'captured'), 0) as captured, coalesce(sum(refunded), 0) as refunded`;

/** Totals of recorded charges; the caller has settled due ones. */
export function readTotals(database: DatabaseSync): Totals {
  const totals = database.prepare(`select currency, ${sums} from charge group by currency order by currency`).all();
  const references = database
    .prepare(
      `select reference, currency, group_concat(status) as statuses, ${sums}
       from charge group by reference, currency order by reference`,
    )
    .all();
  return {
    totals: totals.map((row) => Total.parse(row)),
    references: references.map((row) => ReferenceTotal.parse(row)),
  };
}
