/** Orders by state and age, and stuck ones, read from the summaries when they are scraped. Only unfinished orders are read. */
import type { StuckReason } from '@mambogo/contracts/api/operations.ts';
import { cached } from '@mambogo/metrics/cached.ts';
import type { Meter } from '@mambogo/metrics/meter.ts';
import type { DataSource } from 'typeorm';
import { stuckConditions } from '../store/stuck-orders.ts';

/** Milliseconds. */
const readIntervalMs = 15_000;
/** Confirmed orders that are not shipped may be many: the newest are counted. */
const maxCounted = 5_000;

const statuses = ['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED'] as const;
const ages = ['under 1m', '1m to 5m', '5m to 30m', 'over 30m'] as const;
const reasons = ['stock', 'payment', 'expiry', 'acknowledgement'] as const satisfies readonly StuckReason[];

const ageSql = `select status,
    case when placed_at > now() - interval '1 minute' then 'under 1m' when placed_at > now() - interval '5 minutes' then '1m to 5m'
      when placed_at > now() - interval '30 minutes' then '5m to 30m' else 'over 30m' end as age, count(*)::int as orders
  from (
    select status, placed_at from order_summary where status in ('PENDING', 'AWAITING_PAYMENT')
    union all
    (select status, placed_at from order_summary where status = 'CONFIRMED' order by id desc limit ${maxCounted})
  ) unfinished group by 1, 2`;

const counted = (reason: StuckReason) => `count(*) filter (where ${stuckConditions[reason]})::int as ${reason}`;
const stuckSql = `select ${counted('stock')}, ${counted('payment')}, ${counted('expiry')},
    (select count(*) from order_summary where ${stuckConditions.acknowledgement})::int as acknowledgement
  from order_summary where status in ('PENDING', 'AWAITING_PAYMENT')`;

interface AgeRow {
  readonly status: string;
  readonly age: string;
  readonly orders: number;
}

export function readOrderMetrics(meter: Meter, database: DataSource): void {
  const byAge = cached(readIntervalMs, () => database.query<AgeRow[]>(ageSql));
  const stuck = cached(readIntervalMs, () => database.query<Record<string, number>[]>(stuckSql));
  meter.read('mambogo_orders', async () => {
    const rows = await byAge();
    return statuses.flatMap((status) =>
      ages.map((age) => {
        const row = rows.find((one) => one.status === status && one.age === age);
        return [{ status, age }, row?.orders ?? 0] as const;
      }),
    );
  });
  meter.read('mambogo_orders_stuck', async () => {
    const [row] = await stuck();
    return reasons.map((reason) => [{ reason }, row?.[reason] ?? 0] as const);
  });
}
