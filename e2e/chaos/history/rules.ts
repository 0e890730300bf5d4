/**
 * What a client was told is true later: every rule as a name and a function over what was told and what the shop says in the
 * end. Pure. What a database told between the moment it was taken back to and the moment it was stopped may be lost: such
 * answers are held to nothing that this database alone could know.
 */
import type { Violation } from '../../invariants/invariant.ts';
import type { Answer, ShownOrder, Told } from './history.ts';
import type { Truth } from './truth.ts';

export interface HistoryRule {
  readonly name: string;
  find(answers: readonly Answer[], truth: Truth): readonly Violation[];
}

export const historyRules: readonly HistoryRule[] = [
  {
    name: 'an order that was placed is there, with its number, lines and total',
    find: (answers, truth) =>
      of(answers, 'placed').flatMap(({ at, told: { order } }) => {
        const now = truth.orders.get(order.id);
        if (!now) return wasLost(truth, 'order', at) ? [] : [{ id: order.id, detail: `${order.number} is not there` }];
        return terms(now) === terms(order) ? [] : [{ id: order.id, detail: `was ${terms(order)}, is ${terms(now)}` }];
      }),
  },
  {
    name: 'no two orders have one number',
    find: (answers) =>
      [...Map.groupBy(of(answers, 'placed'), ({ told }) => told.order.number)].flatMap(([number, all]) => {
        const ids = new Set(all.map(({ told }) => told.order.id));
        return ids.size < 2 ? [] : [{ id: number, detail: [...ids].join(', ') }];
      }),
  },
  {
    name: 'nobody sees an order go back',
    find: (answers, truth) =>
      steps(answers, truth).flatMap(({ client, before, after }) =>
        after.version < before.version
          ? [{ id: before.id, detail: `${client} saw version ${before.version}, then ${after.version}` }]
          : [],
      ),
  },
  {
    name: 'an order goes from one status to another only as it may',
    find: (answers, truth) =>
      steps(answers, truth).flatMap(({ client, before, after }) =>
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
    name: 'who was told that an order is cancelled is not charged',
    find: (answers, truth) =>
      shown(answers).flatMap(({ at, order }) => {
        const kept = truth.kept.get(order.id) ?? 0;
        if (order.status !== 'CANCELLED' || kept === 0 || wasLost(truth, 'order', at)) return [];
        return [{ id: order.id, detail: `${kept} of its money is kept` }];
      }),
  },
  {
    name: 'a refund that was accepted is carried out, or refused by the provider',
    find: (answers, truth) =>
      of(answers, 'refund').flatMap(({ at, told: { order } }) => {
        if (wasLost(truth, 'order', at)) return [];
        const now = truth.orders.get(order.id)?.refunds ?? [];
        return order.refunds.flatMap(({ id, amount }) => {
          const found = now.find((refund) => refund.id === id && refund.amount === amount);
          if (found && found.status !== 'REQUESTED') return [];
          return [{ id: order.id, detail: `refund ${id} of ${amount} is ${found?.status ?? 'not there'}` }];
        });
      }),
  },
  {
    name: 'goods that came in are in the stock, once',
    find: (answers, truth) =>
      of(answers, 'received').flatMap(({ at, told: { reference, productId, pieces } }) => {
        const times = truth.received.get(reference) ?? [];
        if ((times.length === 1 && times[0] === pieces) || wasLost(truth, 'inventory', at)) return [];
        return [{ id: productId, detail: `${reference}: ${pieces} were received, there are ${times.join(', ') || 0}` }];
      }),
  },
  {
    name: 'a cart that was saved stays, but for what was bought',
    find: (answers, truth) =>
      [...Map.groupBy(of(answers, 'cart'), ({ client }) => client)].flatMap(([client, all]) => {
        const last = all.at(-1)?.told.cart;
        const now = truth.carts.get(client);
        if (!last || !now) return [];
        const versions = [...all.map(({ told }) => told.cart.version), now.version];
        const back = versions.find((version, at) => version < (versions[at - 1] ?? ''));
        const more = Object.entries(now.pieces).find(([product, pieces]) => pieces > (last.pieces[product] ?? 0));
        const same = last.version !== now.version || sum(last.pieces) === sum(now.pieces);
        if (!back && !more && same) return [];
        return [{ id: client, detail: back ? `version ${back} came after a later one` : 'other goods are in it' }];
      }),
  },
  {
    name: 'who signed up can log in',
    find: (answers, { welcome }) =>
      of(answers, 'signed-up').flatMap(({ client }) => (welcome.has(client) ? [] : [{ id: client }])),
  },
];

interface AnswerOf<T extends Told> extends Answer {
  readonly told: T;
}

const of = <Type extends Told['type']>(answers: readonly Answer[], type: Type) =>
  answers.filter((answer): answer is AnswerOf<Extract<Told, { type: Type }>> => answer.told.type === type);

const wasLost = ({ rollBacks }: Truth, service: string, at: number): boolean =>
  rollBacks.some((one) => one.service === service && at >= one.from && at <= one.to);

const terms = ({ number, lines, total }: ShownOrder): string => `${number}, ${lines}, ${total}`;
const sum = (pieces: Readonly<Record<string, number>>): number =>
  Object.values(pieces).reduce((all, one) => all + one, 0);

const shown = (answers: readonly Answer[]) =>
  answers.flatMap(({ client, at, told }) => ('order' in told ? [{ client, at, order: told.order }] : []));

interface Step {
  readonly client: string;
  readonly before: ShownOrder;
  readonly after: ShownOrder;
}

/** Of each order, what a client saw next; last of all, what the shop says now. Not where the first may be lost. */
function steps(answers: readonly Answer[], truth: Truth): Step[] {
  const byOrder = Map.groupBy(shown(answers), ({ client, order }) => `${client} ${order.id}`);
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
/** What undoes a sale: somebody calls it off. */
const calledOff: readonly (string | undefined)[] = ['customer', 'merchant'];

function mayBecome(before: ShownOrder, after: ShownOrder): boolean {
  if (before.status === 'CANCELLED' || before.status === 'REFUNDED') return after.status === before.status;
  if (after.status !== 'CANCELLED') return ahead.indexOf(after.status) >= ahead.indexOf(before.status);
  const isOpen = before.status === 'PENDING' || before.status === 'AWAITING_PAYMENT';
  return isOpen || (before.status === 'CONFIRMED' && calledOff.includes(after.cancelledFor));
}
