/**
 * Deliberate faults: the real rules with one thing wrong, each a mistake somebody could make. The simulation must find
 * every one of them, or it does not bite. What the design heals by itself (an order that is asked, or says its outcome
 * again) is no fault here: it changes nothing that anybody sees.
 */
import type { Reservation } from '../../services/inventory/src/domain/reservation.ts';
import { type Rules, rules } from './rules.ts';

type Order = Rules['order'];
type Stock = Rules['stock'];
type PaymentRules = Rules['payment'];

const order = (change: Partial<Order>): Rules => ({ ...rules, order: { ...rules.order, ...change } });
const stock = (decide: Stock['decide']): Rules => ({ ...rules, stock: { ...rules.stock, decide } });
const payment = (change: Partial<PaymentRules>): Rules => ({ ...rules, payment: { ...rules.payment, ...change } });

const none: Reservation = { status: 'NONE' };

export const mutants: Readonly<Record<string, Rules>> = {
  'charge inside the handler': { ...rules, chargesInHandler: true },

  'publish without an outbox': { ...rules, outbox: false },

  'take bought goods out of the cart without an inbox': {
    ...rules,
    cart: { takeBought: (cart, id, lines) => rules.cart.takeBought({ ...cart, applied: [] }, id, lines) },
  },

  'take bought goods out of a cart that was filled later': {
    ...rules,
    cart: {
      takeBought: (cart, id, lines) =>
        rules.cart.takeBought(
          cart,
          id,
          lines.map((line) => ({ ...line, cartLineId: undefined })),
        ),
    },
  },

  'forget the tombstone of a cancelled order (stock)': stock((current, command, shelves) =>
    current.status === 'NONE' && command.type === 'release'
      ? { next: none, fact: { type: 'released', lines: [] }, movements: [] }
      : rules.stock.decide(current, command, shelves),
  ),

  'take whatever the provider took for what was asked': payment({
    decide: (state, command) =>
      rules.payment.decide(
        state,
        command.type === 'answer-attempt' && command.answer.type === 'captured' && state.bill
          ? { ...command, answer: { ...command.answer, taken: state.bill.total } }
          : command,
      ),
  }),

  'forget the tombstone of a cancelled order (payment)': payment({
    decide: (state, command) =>
      command.type === 'cancel' && !state.bill && state.attempts.length === 0
        ? []
        : rules.payment.decide(state, command),
  }),

  'obey the failure of an old attempt': order({
    decide: (state, command) =>
      state && command.type === 'payment-failed'
        ? rules.order.decide(state, { ...command, data: { ...command.data, attempt: state.payment.attempt } })
        : rules.order.decide(state, command),
  }),

  'confirm a cancelled order when its money comes': order({
    decide: (state, command) =>
      state?.status === 'CANCELLED' && command.type === 'payment-captured'
        ? [command, { type: 'confirmed', data: { paymentReference: command.data.reference } }]
        : rules.order.decide(state, command),
  }),

  'let a refund exceed what is left': order({
    decide: (state, command) =>
      state && command.type === 'refund'
        ? [{ type: 'refund-requested', data: { ...command, amount: command.amount ?? state.total, reason: '' } }]
        : rules.order.decide(state, command),
  }),

  'never remind of an ended order': { ...rules, reminds: false },

  'release sold goods as if they were only reserved': stock((current, command, shelves) =>
    current.status === 'COMMITTED' && command.type === 'release'
      ? rules.stock.decide({ ...current, status: 'RESERVED' }, command, shelves)
      : rules.stock.decide(current, command, shelves),
  ),

  'keep sold goods of a cancelled order': stock((current, command, shelves) =>
    current.status === 'COMMITTED' && command.type === 'release'
      ? { next: current, fact: { type: 'released', lines: current.lines }, movements: [] }
      : rules.stock.decide(current, command, shelves),
  ),

  'release a reservation when its time is over': stock((current, command, shelves) =>
    rules.stock.decide(current, command.type === 'ask' ? { type: 'release' } : command, shelves),
  ),

  'reserve what is there of an order, not all or none': stock((current, command, shelves) => {
    if (command.type !== 'reserve') return rules.stock.decide(current, command, shelves);
    const there = command.lines.filter((line) => (shelves.available.get(line.productId) ?? 0) >= line.quantity);
    const decision = rules.stock.decide(current, command, shelves);
    return decision.next.status === 'REJECTED' && current.status === 'NONE' && there.length > 0
      ? { ...rules.stock.decide(current, { ...command, lines: there }, shelves), next: decision.next }
      : decision;
  }),

  'reserve again what was reserved already': stock((current, command, shelves) =>
    rules.stock.decide(command.type === 'reserve' && current.status === 'RESERVED' ? none : current, command, shelves),
  ),

  'take no answer for a no': { ...rules, noAnswer: { type: 'failed', code: 'timeout' } },

  'believe at once that a charge is not there': payment({
    settling: (task, patience) => rules.payment.settling(task, { ...patience, quiet: -1 }),
    nextTurn: (task, answer, rhythm) =>
      answer?.type === 'not-found' ? undefined : rules.payment.nextTurn(task, answer, rhythm),
  }),

  'charge an order that was cancelled meanwhile': payment({
    settling: (task, patience) =>
      rules.payment.settling(task.mode === 'withdraw' && task.token ? { ...task, mode: 'charge' } : task, patience),
    decide: (state, command) =>
      rules.payment.decide(command.type === 'answer-attempt' ? { ...state, ended: false } : state, command),
  }),

  'keep a second capture': payment({
    decide: (state, command) =>
      rules.payment.decide(state, command).filter((event) => event.type !== 'refund-requested' || !isSurplus(state)),
  }),

  'forget the attempt that is under way when the order is cancelled': payment({
    decide: (state, command) =>
      command.type === 'answer-attempt' && state.ended ? [] : rules.payment.decide(state, command),
  }),

  'give every try of a charge a key of its own': {
    ...payment({
      settling: (task, patience) => rules.payment.settling({ ...task, sinceFirstSent: null }, patience),
    }),
    chargeKey: (name, tries) => `${name}/${tries}`,
  },

  'send a charge after the lease is over, and never look again': {
    ...payment({
      nextTurn: (task, answer, rhythm) =>
        answer?.type === 'not-found' ? undefined : rules.payment.nextTurn(task, answer, rhythm),
    }),
    keepsLease: false,
  },

  'give every try of a refund a name of its own': { ...rules, refundKey: (id, tries) => `${id}/${tries}` },

  'never pay back anew what the provider refused': payment({
    decide: (state, command) =>
      command.type === 'cancel' && state.refunds.length > 0 ? [] : rules.payment.decide(state, command),
  }),

  'leave an order without an answer when nothing was paid': payment({
    factsOf: (id, before, command, events, after) =>
      rules.payment.factsOf(id, before, command, events, after).filter(({ event }) => event.name !== 'payment.voided'),
  }),
};

const isSurplus = ({ attempts }: Parameters<PaymentRules['decide']>[0]): boolean =>
  attempts.some(({ state, surplus }) => state === 'CAPTURED' && !surplus);
