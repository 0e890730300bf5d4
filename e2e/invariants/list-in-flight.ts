/** Work that is still in flight: a shop without any is at rest, and only then must all its data agree. */
import { type DatabaseName, databaseNames, type Stores } from './stores.ts';

export interface InFlight {
  readonly store: DatabaseName | 'cart';
  /** e.g. `order AWAITING_PAYMENT`. */
  readonly what: string;
  /** The order's, or that of another subject. */
  readonly id: string;
  /** Seconds since the last change. */
  readonly age: number;
}

/** Queries for id, what, age; the first line of each names its subject. */
const queries: Readonly<Record<DatabaseName, readonly string[]>> = {
  order: [
    `-- open orders, and ended ones that stock or payment has not acknowledged
     select id, case when unanswered then 'ended, not answered: ' else 'order ' end || status as what,
       extract(epoch from now() - updated_at)::float8 as age
     from order_summary where unanswered or status in ('PENDING', 'AWAITING_PAYMENT')`,
  ],
  payment: [
    `-- attempts and refunds without a response
     select order_id as id, 'attempt ' || state as what, extract(epoch from now() - updated_at)::float8 as age
     from payment_attempt where state in ('STARTED', 'ACTION_REQUIRED')
     union all
     select order_id, 'refund ' || state, extract(epoch from now() - updated_at)::float8
     from payment_refund where state = 'REQUESTED'`,
  ],
  inventory: [],
  product: [],
};

const toPublish = 'event to publish';
const toReplay = 'dead letter to replay';

/**
 * Whether it is an event that payment may still have to handle, or that other services have to handle first. Not payment's own
 * dead letters: a refund of a forgotten charge waits for that charge.
 */
export const isTravelling = ({ what, store }: Pick<InFlight, 'what' | 'store'>): boolean =>
  what === toPublish || (what === toReplay && store !== 'payment');

const ofMessaging = (seconds: (since: string) => string): string[] => [
  `-- events not yet published
   select message_key as id, '${toPublish}' as what, ${seconds('created_at')} as age
   from outbox where published_at is null`,
  `-- dead letters that are retried automatically
   select coalesce(subject, id) as id, '${toReplay}' as what, ${seconds('waiting_since')} as age
   from dead_letter where status = 'waiting' and kind = 'transient'`,
];
const messaging = {
  postgres: ofMessaging((since) => `extract(epoch from now() - ${since})::float8`),
  mariadb: ofMessaging((since) => `timestampdiff(second, ${since}, current_timestamp(6))`),
};

export async function listInFlight(stores: Stores): Promise<InFlight[]> {
  const found = databaseNames.map(async (store) => {
    const own = [...queries[store], ...messaging[store === 'product' ? 'mariadb' : 'postgres']];
    const rows = await Promise.all(own.map((sql) => stores[store].query<Omit<InFlight, 'store'>[]>(sql)));
    return rows.flat().map(({ id, what, age }) => ({ store, what, id, age: Math.max(0, Math.round(Number(age))) }));
  });
  const inCart = (await stores.cartDeadLetters())
    .filter(({ kind, status }) => kind === 'transient' && status === 'waiting')
    .map(({ id }) => ({ store: 'cart' as const, what: toReplay, id, age: 0 }));
  return [...(await Promise.all(found)).flat(), ...inCart];
}
