/** Dead letters: how many there are, and which of them wait for a person although they are valid. */
import { Envelope } from '@mambogo/contracts/events/event.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import type { CartDeadLetter } from './cart-dead-letters.ts';
import type { Invariant } from './invariant.ts';
import { databaseNames, type Stores } from './stores.ts';

export interface DeadLetterCount {
  readonly store: string;
  readonly kind: string;
  readonly status: string;
  readonly letters: number;
}

export async function countDeadLetters(stores: Stores): Promise<DeadLetterCount[]> {
  const counted = databaseNames.map(async (store) => {
    const rows = await stores[store].query<{ kind: string; status: string; n: string }[]>(
      'select kind, status, count(*) as n from dead_letter group by kind, status order by kind, status',
    );
    return rows.map(({ kind, status, n }) => ({ store, kind, status, letters: Number(n) }));
  });
  const inCart = Map.groupBy(await stores.cartDeadLetters(), ({ kind, status }) => `${kind} ${status}`);
  return [
    ...(await Promise.all(counted)).flat(),
    ...[...inCart.values()].flatMap(([first, ...more]) =>
      first ? [{ store: 'cart', kind: first.kind, status: first.status, letters: 1 + more.length }] : [],
    ),
  ];
}

export const noReplayableDeadLetters: Invariant = {
  name: 'no healthy event waits for a person',
  async find(stores) {
    const waiting = databaseNames.map(async (store) => {
      const rows = await stores[store].query<Pick<CartDeadLetter, 'id' | 'payload' | 'error'>[]>(
        `select id, payload, error from dead_letter where status = 'waiting' and kind = 'poison'`,
      );
      return rows.map((deadLetter) => ({ store, ...deadLetter }));
    });
    const inCart = (await stores.cartDeadLetters()).filter(
      ({ kind, status }) => kind === 'poison' && status === 'waiting',
    );
    return [...(await Promise.all(waiting)).flat(), ...inCart.map((deadLetter) => ({ store: 'cart', ...deadLetter }))]
      .filter(({ payload }) => isHealthy(payload))
      .map(({ id, store, error }) => ({ id, detail: `a dead letter of ${store}: ${error}` }));
  },
};

/** An event that matches its schema. */
function isHealthy(payload: string): boolean {
  try {
    const { type, data } = Envelope.parse(JSON.parse(payload));
    return eventsByType.get(type)?.data.safeParse(data).success ?? false;
  } catch {
    return false;
  }
}
