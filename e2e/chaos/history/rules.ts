/**
 * What a client observed must stay true: every rule is a name and a function over the observations and the final state of the
 * shop. Pure. Responses between the moment a database was rolled back to and the moment it was stopped may be lost: they are
 * not checked for anything that only this database could know.
 */
import type { Violation } from '../../invariants/invariant.ts';
import type { Observation, Observed, ShownOrder } from './history.ts';
import type { Truth } from './truth.ts';

export interface HistoryRule {
  readonly name: string;
  find(observations: readonly Observation[], truth: Truth): readonly Violation[];
}

export const historyRules: readonly HistoryRule[] = [
  {
    name: 'a placed order exists, with its number, lines and total',
    find: (observations, truth) =>
      of(observations, 'placed').flatMap(({ at, observed: { order } }) => {
        const now = truth.orders.get(order.id);
        if (!now) return wasLost(truth, 'order', at) ? [] : [{ id: order.id, detail: `${order.number} is missing` }];
        return terms(now) === terms(order) ? [] : [{ id: order.id, detail: `was ${terms(order)}, is ${terms(now)}` }];
      }),
  },
  {
    name: 'no two orders have one number',
    find: (observations) =>
      [...Map.groupBy(of(observations, 'placed'), ({ observed }) => observed.order.number)].flatMap(([number, all]) => {
        const ids = new Set(all.map(({ observed }) => observed.order.id));
        return ids.size < 2 ? [] : [{ id: number, detail: [...ids].join(', ') }];
      }),
  },
  {
    name: 'no client sees an older version of an order after a newer one',
    find: (observations, truth) =>
      steps(observations, truth).flatMap(({ client, before, after }) =>
        after.version < before.version
          ? [{ id: before.id, detail: `${client} saw version ${before.version}, then ${after.version}` }]
          : [],
      ),
  },
  {
    name: 'an order changes its status only along allowed transitions',
    find: (observations, truth) =>
      steps(observations, truth).flatMap(({ client, before, after }) =>
        mayBecome(before, after)
          ? []
          : [
              {
                id: before.id,
                detail: `${client} saw ${before.status}, then ${after.status} ${after.cancelledFor ?? ''}`,
              },
            ],
      ),
  },
  {
    name: 'an order reported as cancelled is not charged',
    find: (observations, truth) =>
      shown(observations).flatMap(({ at, order }) => {
        const kept = truth.kept.get(order.id) ?? 0;
        if (order.status !== 'CANCELLED' || kept === 0 || wasLost(truth, 'order', at)) return [];
        return [{ id: order.id, detail: `${kept} of its money is kept` }];
      }),
  },
  {
    name: 'an accepted refund is carried out or rejected by the provider',
    find: (observations, truth) =>
      of(observations, 'refund').flatMap(({ at, observed: { order } }) => {
        if (wasLost(truth, 'order', at)) return [];
        const now = truth.orders.get(order.id)?.refunds ?? [];
        return order.refunds.flatMap(({ id, amount }) => {
          const found = now.find((refund) => refund.id === id && refund.amount === amount);
          if (found && found.status !== 'REQUESTED') return [];
          return [{ id: order.id, detail: `refund ${id} of ${amount} is ${found?.status ?? 'missing'}` }];
        });
      }),
  },
  {
    name: 'received goods are in stock exactly once',
    find: (observations, truth) =>
      of(observations, 'received').flatMap(({ at, observed: { reference, productId, pieces } }) => {
        const times = truth.received.get(reference) ?? [];
        if ((times.length === 1 && times[0] === pieces) || wasLost(truth, 'inventory', at)) return [];
        return [{ id: productId, detail: `${reference}: ${pieces} were received, there are ${times.join(', ') || 0}` }];
      }),
  },
  {
    name: 'a saved cart keeps its items, except those bought',
    find: (observations, truth) =>
      [...Map.groupBy(of(observations, 'cart'), ({ client }) => client)].flatMap(([client, all]) => {
        const last = all.at(-1)?.observed.cart;
        const now = truth.carts.get(client);
        if (!last || !now) return [];
        const versions = [...all.map(({ observed }) => observed.cart.version), now.version];
        const back = versions.find((version, at) => version < (versions[at - 1] ?? ''));
        const more = Object.entries(now.pieces).find(([product, pieces]) => pieces > (last.pieces[product] ?? 0));
        const same = last.version !== now.version || sum(last.pieces) === sum(now.pieces);
        if (!back && !more && same) return [];
        return [{ id: client, detail: back ? `version ${back} came after a later one` : 'it has other items' }];
      }),
  },
  {
    name: 'a signed-up customer can log in',
    find: (observations, { welcome }) =>
      of(observations, 'signed-up').flatMap(({ client }) => (welcome.has(client) ? [] : [{ id: client }])),
  },
];

interface ObservationOf<T extends Observed> extends Observation {
  readonly observed: T;
}

const of = <Type extends Observed['type']>(observations: readonly Observation[], type: Type) =>
  observations.filter(
    (observation): observation is ObservationOf<Extract<Observed, { type: Type }>> =>
      observation.observed.type === type,
  );

const wasLost = ({ rollBacks }: Truth, service: string, at: number): boolean =>
  rollBacks.some((one) => one.service === service && at >= one.from && at <= one.to);

const terms = ({ number, lines, total }: ShownOrder): string => `${number}, ${lines}, ${total}`;
const sum = (pieces: Readonly<Record<string, number>>): number =>
  Object.values(pieces).reduce((all, one) => all + one, 0);

const shown = (observations: readonly Observation[]) =>
  observations.flatMap(({ client, at, observed }) =>
    'order' in observed ? [{ client, at, order: observed.order }] : [],
  );

interface Step {
  readonly client: string;
  readonly before: ShownOrder;
  readonly after: ShownOrder;
}

/** For each order, the client's next observation; the last one is the shop's final state. Not where the first may be lost. */
function steps(observations: readonly Observation[], truth: Truth): Step[] {
  const byOrder = Map.groupBy(shown(observations), ({ client, order }) => `${client} ${order.id}`);
  return [...byOrder.values()].flatMap((all) =>
    all.flatMap(({ client, at, order: before }, place) => {
      const next = all[place + 1];
      const after = next?.order ?? truth.orders.get(before.id);
      const gone = truth.rollBacks.some(
        ({ service, from, to, reconciled }) =>
          service === 'order' && at >= from && at <= reconciled && (next?.at ?? Infinity) > to,
      );
      return after && !gone ? [{ client, before, after }] : [];
    }),
  );
}

const ahead = ['PENDING', 'AWAITING_PAYMENT', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'REFUNDED'];
/** Whose cancellation undoes a confirmed order. */
const cancellers: readonly (string | undefined)[] = ['customer', 'merchant'];

function mayBecome(before: ShownOrder, after: ShownOrder): boolean {
  if (before.status === 'CANCELLED' || before.status === 'REFUNDED') return after.status === before.status;
  if (after.status !== 'CANCELLED') return ahead.indexOf(after.status) >= ahead.indexOf(before.status);
  const isOpen = before.status === 'PENDING' || before.status === 'AWAITING_PAYMENT';
  return isOpen || (before.status === 'CONFIRMED' && cancellers.includes(after.cancelledFor));
}
