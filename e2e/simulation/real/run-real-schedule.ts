/** Plays schedules on real stores from beginning to end and returns what they violate. */
import { receiveStock as receiveStockRoute } from '@mambogo/contracts/api/inventory.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { seedCatalogue } from '@mambogo/product/src/store/seed-catalogue.ts';
import type { Violation } from '../run-schedule.ts';
import { blockedBackends } from './backends.ts';
import { tokenOf } from './base-context.ts';
import { checkShop } from './check-shop.ts';
import { createDatabases, type SimulatedDatabases } from './databases.ts';
import { initialStock, products } from './initial-stock.ts';
import { injectRequest } from './inject-request.ts';
import type { Instance } from './instance.ts';
import { createOracle } from './oracle.ts';
import { play } from './play-schedule.ts';
import { quiesce } from './quiesce.ts';
import { createRandom } from './random.ts';
import type { Schedule } from './schedule-steps.ts';
import { createShop, type Shop } from './shop.ts';
import type { Effects } from './transaction-effects.ts';
import { createVirtualClock } from './virtual-clock.ts';

export interface ScheduleResult {
  readonly violations: readonly Violation[];
  /** What happened, line by line. */
  readonly trace: readonly string[];
  /** How many orders ended in each status. */
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface RealSimulator {
  run(seed: number): Promise<ScheduleResult>;
  close(): Promise<void>;
}

/** Needs TEST_POSTGRES_URL and TEST_MYSQL_URL: superusers of servers on which tests may create databases. */
export async function createRealSimulator(): Promise<RealSimulator> {
  const databases = await createDatabases();
  const work = createTransactionRunner({ database: databases.product, source: 'shop-product' });
  await seedCatalogue(work, 'USD');
  return { run: (seed) => runSchedule(databases, seed), close: () => databases.drop() };
}

const maxDifferences = 10;

async function runSchedule(databases: SimulatedDatabases, seed: number): Promise<ScheduleResult> {
  await databases.empty();
  const clock = createVirtualClock();
  const pendingWork = new Set<string>();
  const oracle = createOracle(databases);
  const shop = await createShop({
    ...{ databases, clock, oracle, blocked: blockedBackends(databases.server) },
    onCommit: (instance, effects) => addPendingWork(pendingWork, instance, effects),
  });
  const customers = [newId(), newId()].map((id) => CustomerId.parse(id));
  const schedule: Schedule = { shop, random: createRandom(seed), purchases: [], customers, pendingWork };
  try {
    await receiveStock(shop);
    await oracle.begin();
    await play(schedule);
    const isAtRest = await quiesce(shop);
    const differences = oracle.differences.slice(0, maxDifferences);
    const violations: readonly Violation[] = [
      { invariant: 'the model and the services agree after each commit', details: differences },
      { invariant: 'a shop without faults comes to rest', details: isAtRest ? [] : ['it does not'] },
      ...(isAtRest ? await checkShop(shop, schedule.purchases) : []),
    ];
    return {
      violations: violations.filter(({ details }) => details.length > 0),
      trace: shop.trace,
      outcomes: await countOutcomes(databases),
    };
  } finally {
    await shop.close();
    clock.restore();
  }
}

/** Records which workers have new work after a transaction. */
function addPendingWork(
  pendingWork: Set<string>,
  { name, service }: Pick<Instance, 'name' | 'service'>,
  { emitted, log }: Effects,
): void {
  // An instance publishes its own rows.
  if (emitted.length > 0) pendingWork.add(`${name} relay`);
  for (const { type } of service === 'payment' ? log : []) {
    if (type === 'attempt-started') pendingWork.add('payment attempts');
    if (type === 'refund-requested') pendingWork.add('payment refunds');
  }
}

async function countOutcomes({ own }: SimulatedDatabases): Promise<Record<string, number>> {
  const rows = await own.order.query<{ status: string; n: number }[]>(
    'select status, count(*)::int as n from order_summary group by status order by status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

async function receiveStock({ slots, databases, gate }: Shop): Promise<void> {
  const inventory = slots.find((one) => one?.service === 'inventory');
  if (!inventory) throw new Error('inventory has no instance');
  await databases.own.inventory.query(
    `insert into stock_item (product_id, on_hand, reserved, sold, received, adjusted, version)
     select id, 0, 0, 0, 0, 0, 0 from unnest($1::uuid[]) as id`,
    [products.map(({ id }) => id)],
  );
  for (const { id } of products) {
    const path = pathOf(receiveStockRoute, { params: { productId: id } });
    const body = { quantity: initialStock, reference: 'delivery' };
    const { status, text } = await injectRequest(inventory.app, 'POST', path, body, tokenOf(newId(), 'merchant'));
    if (status >= 300) throw new Error(`${status}: ${text}`);
  }
  await gate.settle();
}
