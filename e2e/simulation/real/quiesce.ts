/**
 * Runs a shop to quiescence: no more faults, all instances up, and the clock advances to whatever is due next until nothing is.
 */
import { deliver, deliverDirectly, runWorker, sendCallback } from './actions.ts';
import { services } from './databases.ts';
import type { Gate } from './gate.ts';
import type { Instance } from './instance.ts';
import { deliverStragglers, settleCharge } from './provider-events.ts';
import type { Shop } from './shop.ts';

/** Far more than any shop needs. */
const maxRounds = 300;

/** Returns false when it never comes to rest. */
export async function quiesce(shop: Shop): Promise<boolean> {
  const { gate, broker, clock, slots, databases } = shop;
  shop.log('no more faults from now on');
  await gate.drain();
  for (const slot of slots.keys()) await shop.start(slot);
  for (let round = 0; round < maxRounds; round += 1) {
    let did = deliverStragglers(shop);
    while (settleCharge(shop, 0, 'captured')) did = true;
    for (const name of shop.provider.unacknowledged) {
      const instance = slots.find((one) => one?.service === 'payment');
      if (instance) sendCallback(shop, instance, name);
      await ended(gate);
      did = true;
    }
    for (const [instance, name, run] of workersInOrder(slots)) {
      runWorker(shop, instance, name, run);
      await ended(gate);
    }
    for (const consumer of ['order', 'inventory', 'payment'] as const)
      for (const [, messages] of Map.groupBy(broker.queues[consumer], ({ topic }) => topic)) {
        const instance = slots.find((one) => one?.service === consumer);
        if (instance) deliver(shop, consumer, instance, messages, false);
        await ended(gate);
        did = true;
      }
    for (const consumer of ['product', 'cart'] as const)
      for (const message of [...broker.queues[consumer]]) {
        await deliverDirectly(shop, consumer, message, false);
        did = true;
      }
    if (did) continue;
    const next = await nextDue(shop);
    if (next === undefined) return true;
    clock.now = Math.max(clock.now, next) + 1;
  }
  return false;

  /** When anything is due next, in any store; undefined: nothing is. */
  async function nextDue({ provider }: Shop): Promise<number | undefined> {
    const times = provider.ledger.stragglers.map(({ at }) => at);
    for (const service of services) {
      const [row] = await databases.own[service].query<{ at: number | null }[]>(
        `select extract(epoch from min(at))::float8 as at from (${[...dueOf[service], ...dueOfMessaging].join(' union all ')}) due`,
      );
      if (row && row.at !== null) times.push(row.at);
    }
    return times.length > 0 ? Math.min(...times) : undefined;
  }
}

/** The gate is open: tasks end by themselves. */
async function ended(gate: Gate): Promise<void> {
  await Promise.all(gate.tasks().map((task) => task.ended));
}

type WorkerTurn = readonly [instance: Instance, name: string, turn: () => Promise<unknown>];

/** Each worker of each service once, on its first instance, then the relay of each instance. */
function workersInOrder(slots: readonly (Instance | undefined)[]): WorkerTurn[] {
  const all = slots.flatMap((one) => one ?? []);
  const first = new Map(all.toReversed().map((one) => [one.service, one] as const));
  const turns = all.flatMap((one) => Object.entries(one.workers).map(([name, run]): WorkerTurn => [one, name, run]));
  return turns
    .filter(([one, name]) => name === 'relay' || first.get(one.service) === one)
    .sort(([, a], [, b]) => Number(a === 'relay') - Number(b === 'relay'));
}

/** Selects of times at which something of a service is due. */
const dueOf = {
  order: [
    `select pay_before as at from order_summary where status in ('PENDING', 'AWAITING_PAYMENT')`,
    `select coalesce(r.next_at, o.updated_at + interval '60 seconds') from order_summary o
     left join order_reminder r on r.order_id = o.id and r.at > o.updated_at where o.unanswered`,
  ],
  inventory: [`select ask_at as at from reservation where status = 'RESERVED'`],
  payment: [
    'select next_at as at from payment_attempt where next_at is not null',
    'select next_at from payment_refund where next_at is not null',
  ],
} as const;

const dueOfMessaging = [
  'select coalesce(next_at, created_at) from outbox where published_at is null',
  `select next_at from dead_letter where status = 'waiting' and kind = 'transient'`,
];
