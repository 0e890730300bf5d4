/** The invariants of a simulation at rest. Each returns its violations as text; none: it holds. */
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { available } from '../../services/inventory/src/domain/stock.ts';
import { isOpen as isOrderOpen, isUnacknowledged } from '../../services/order/src/domain/order-state.ts';
import {
  capturedAttempt,
  isOpen as isAttemptOpen,
  noPayment,
  refundedAmount,
} from '../../services/payment/src/domain/payment.ts';
import { endedTooLate, lostWithoutReason, misplacedGoods, paidBackAndDelivered } from './outcomes.ts';
import { isUnsettled, refundedOf } from './provider.ts';
import { consumers, initialStock, type SimState, type StoredOrder } from './sim-state.ts';

type Invariant = (sim: SimState) => string[];

const ofOrders =
  (check: (id: OrderId, order: StoredOrder, sim: SimState) => string | false | undefined): Invariant =>
  (sim) =>
    [...sim.orders].flatMap(([id, order]) => {
      const fault = check(id, order, sim);
      return fault ? [`${id}: ${fault}`] : [];
    });

const chargesOf = ({ provider }: SimState, id: string) =>
  provider.charges.filter(({ name, status }) => name.startsWith(`${id}:`) && status === 'captured');
const isEnded = ({ state }: StoredOrder): boolean => state.status === 'CANCELLED';

/** Quantity of a product that refunds put back into sale. */
const returnedUnits = (reservations: SimState['reservations'], product: ProductId): number =>
  [...reservations.values()]
    .flatMap(({ reservation }) => (reservation.status === 'COMMITTED' ? (reservation.returns ?? []) : []))
    .flatMap(({ lines }) => lines)
    .reduce((sum, { productId, quantity }) => sum + (productId === product ? quantity : 0), 0);

export const invariants: Readonly<Record<string, Invariant>> = {
  'every order is cancelled, or confirmed or beyond': ofOrders(
    (_, { state }) => isOrderOpen(state) && `it is ${state.status}`,
  ),
  'every outcome and every refund is answered': ofOrders(
    (_, { state }) =>
      isUnacknowledged(state) && `it is ${state.status}, stock ${state.stock}, payment ${state.payment.status}`,
  ),
  'an order is confirmed once, and cancelled once': ofOrders((_, { log }) => {
    const times = (type: string) => log.filter((one) => one.type === type).length;
    return (times('confirmed') > 1 || times('cancelled') > 1) && log.map(({ type }) => type).join(' ');
  }),
  'what is confirmed is paid in full, and not by a cancelled order': ofOrders((id, order, sim) => {
    const held = chargesOf(sim, id).reduce((sum, one) => sum + one.amount - refundedOf(one), 0);
    const due = isEnded(order) ? 0 : order.state.total.amount - order.state.refunded.amount;
    return held !== due && `the provider holds ${held} of it, expected ${due}`;
  }),
  'no money is held for a cancelled or refunded order': ofOrders(
    (_, { state }) =>
      (state.status === 'CANCELLED' || state.status === 'REFUNDED') &&
      state.payment.status === 'CAPTURED' &&
      state.refunded.amount !== state.payment.amount.amount &&
      `${state.refunded.amount} of ${state.payment.amount.amount} was refunded`,
  ),
  'order and payment agree on refunds': ofOrders((id, { state }, { payments }) => {
    const payment = payments.get(id) ?? noPayment;
    const captured = capturedAttempt(payment);
    const back = captured ? refundedAmount(payment, captured) : 0;
    return back !== state.refunded.amount && `payment has ${back}, order has ${state.refunded.amount}`;
  }),
  'no attempt and no charge is left under way': ofOrders((id, _, { payments, provider }) => {
    const open = payments.get(id)?.attempts.find(isAttemptOpen);
    const charge = provider.charges.find((one) => one.name.startsWith(`${id}:`) && isUnsettled(one));
    return open ? `attempt ${open.attempt} is ${open.state}` : charge && `${charge.name} is ${charge.status}`;
  }),
  'goods of a confirmed order are sold, those of a cancelled one are not': ofOrders((id, order, { reservations }) => {
    const status = reservations.get(id)?.reservation.status ?? 'NONE';
    const isRight = isEnded(order) ? status === 'RELEASED' || status === 'REJECTED' : status === 'COMMITTED';
    return !isRight && `it is ${order.state.status}, its reservation ${status}`;
  }),
  'stock adds up: nothing is lost, sold twice or kept back': ({ stockLevels, reservations }) =>
    [...stockLevels].flatMap(([id, stock]) => {
      const held = (status: string) =>
        [...reservations.values()].reduce((sum, { reservation: r }) => {
          const lines = r.status === status && 'lines' in r ? r.lines : [];
          return sum + lines.reduce((n, line) => n + (line.productId === id ? line.quantity : 0), 0);
        }, 0);
      const isRight =
        stock.onHand + stock.sold === initialStock &&
        stock.reserved === held('RESERVED') &&
        stock.sold === held('COMMITTED') - returnedUnits(reservations, id) &&
        available(stock) >= 0;
      return isRight ? [] : [`${id}: ${JSON.stringify(stock)}`];
    }),
  'goods of a refund are where the merchant wants them': ofOrders((id, order, sim) => misplacedGoods(id, order, sim)),
  'the cart has what its owner put in, less what was bought': ({ cart, expectedCart }) =>
    [...expectedCart].flatMap(([id, { quantity: expected }]) => {
      const there = cart.lines.find(({ productId }) => productId === id)?.quantity ?? 0;
      return there === expected ? [] : [`${id}: it has ${there}, expected ${expected}`];
    }),
  'nothing is both refunded and delivered, unless the merchant refunded it afterwards': ofOrders((_, order) =>
    paidBackAndDelivered(order),
  ),
  'no sale is lost without a reason': ofOrders((id, order, sim) => lostWithoutReason(id, order, sim)),
  'nothing waits past its limit': ofOrders((_, order, sim) => endedTooLate(order, sim)),
  'no forbidden action happened': ({ violations }) => violations,
  'every emitted event was published': ({ emitted, published }) =>
    emitted
      .filter((one) => !published.includes(one))
      .map(({ integrationEvent: fact, id }) => `${fact.event.name} (${id}) was not published`),
  'no message is left undelivered': ({ queue, outbox }) => [
    ...consumers.flatMap((one) =>
      queue[one].map(({ integrationEvent: fact, id }) => `${one} can't handle ${fact.event.name} (${id})`),
    ),
    ...Object.values(outbox).flatMap((rows) =>
      rows.map(({ integrationEvent: fact }) => `${fact.event.name} was not published`),
    ),
  ],
};
