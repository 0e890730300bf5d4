/** Deliberate faults of the order decider. */

import { InvalidTransition } from '../../../services/order/src/domain/order-errors.ts';
import { isOpen } from '../../../services/order/src/domain/order-state.ts';
import { type Rules, rules } from '../rules.ts';

const order = (change: Partial<Rules['order']>): Rules => ({ ...rules, order: { ...rules.order, ...change } });

export const orderMutants: Readonly<Record<string, Rules>> = {
  'apply the failure of an old attempt': order({
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

  'ship what is not paid': order({
    decide: (state, command) =>
      state?.status === 'AWAITING_PAYMENT' && command.type === 'ship'
        ? [{ type: 'shipped', data: command.shipment }]
        : rules.order.decide(state, command),
  }),

  'ship an order whose whole payment is being refunded': order({
    decide: (state, command) =>
      state && command.type === 'ship'
        ? rules.order.decide({ ...state, refunds: [] }, command)
        : rules.order.decide(state, command),
  }),

  'ship goods that a rejected refund put back into sale': order({
    decide: (state, command) =>
      state && command.type === 'ship'
        ? rules.order.decide({ ...state, refunds: state.refunds.filter(({ status }) => status !== 'FAILED') }, command)
        : rules.order.decide(state, command),
  }),

  'lose the goods of an order refunded before it is shipped': order({
    decide: (state, command) =>
      rules.order.decide(state, command).map((event) => {
        if (event.type !== 'refund-requested' || (command.type === 'refund' && command.goods)) return event;
        const { goods: _, ...data } = event.data;
        return { ...event, data };
      }),
  }),

  'put back into sale what the merchant does not want back': order({
    factsOf: (id, before, command, events, after) =>
      rules.order.factsOf(
        id,
        before,
        command,
        events.map((event) =>
          event.type === 'refund-requested'
            ? { ...event, data: { ...event.data, goods: event.data.goods?.map((one) => ({ ...one, restock: true })) } }
            : event,
        ),
        after,
      ),
  }),

  'refund the same piece twice': order({
    decide: (state, command) =>
      state && command.type === 'refund'
        ? rules.order.decide({ ...state, refunds: state.refunds.map(({ goods: _, ...one }) => one) }, command)
        : rules.order.decide(state, command),
  }),

  'cancel an order with refunded goods': order({
    decide: (state, command) =>
      state && command.type === 'cancel'
        ? rules.order.decide({ ...state, refunds: state.refunds.map(({ goods: _, ...one }) => one) }, command)
        : rules.order.decide(state, command),
  }),

  'cancel a shipped order': order({
    decide: (state, command) =>
      state?.status === 'SHIPPED' && command.type === 'cancel'
        ? rules.order.decide({ ...state, status: 'CONFIRMED' }, command)
        : rules.order.decide(state, command),
  }),

  'cancel an unpaid order when its reservation expires': order({
    decide: (state, command) =>
      state && isOpen(state) && command.type === 'reservation-expired' && state.payment.status !== 'CAPTURED'
        ? [...rules.order.decide(state, command), cancelled('reservation-expired')]
        : rules.order.decide(state, command),
  }),

  'cancel an order when a card is permanently declined': order({
    decide: (state, command) => {
      const events = state ? rules.order.decide(state, command) : rules.order.decide(undefined, command);
      const isFinal = command.type === 'payment-failed' && !command.data.retryable && events.length > 0;
      return state && isOpen(state) && isFinal ? [...events, cancelled('payment-failed')] : events;
    },
  }),

  'reject another card after a permanently declined one': order({
    decide: (state, command) => {
      if (command.type === 'pay' && state?.payment.status === 'FAILED' && !state.payment.failure.retryable)
        throw new InvalidTransition('the card was permanently declined');
      return rules.order.decide(state, command);
    },
  }),
};

const cancelled = (reason: 'reservation-expired' | 'payment-failed') =>
  ({ type: 'cancelled', data: { reason, detail: '', retryable: true, suggestion: '' } }) as const;
