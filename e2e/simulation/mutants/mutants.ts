/**
 * Deliberate faults: the real rules with one mistake that somebody could make. The simulation must find every one of them, or
 * it is not effective. Mistakes that the design repairs by itself (an order that is asked again, or republishes its outcome)
 * are not listed: they have no visible effect.
 */
import { type Rules, rules } from '../rules.ts';
import { orderMutants } from './order.ts';
import { paymentMutants } from './payment.ts';
import { stockMutants } from './stock.ts';
import { payment } from './with-payment.ts';

export const mutants: Readonly<Record<string, Rules>> = {
  ...orderMutants,
  ...stockMutants,
  ...paymentMutants,

  'charge inside the handler': { ...rules, chargesInHandler: true },

  'publish without an outbox': { ...rules, outbox: false },

  'take bought goods out of a cart that was filled later': {
    ...rules,
    cart: {
      ...rules.cart,
      takeBought: (cart, id, lines) =>
        rules.cart.takeBought(
          cart,
          id,
          lines.map((line) => ({ ...line, cartLineId: undefined })),
        ),
    },
  },

  'take bought goods out of the cart without an inbox': {
    ...rules,
    cart: {
      ...rules.cart,
      takeBought: (cart, id, lines) => rules.cart.takeBought({ ...cart, applied: [] }, id, lines),
    },
  },

  'never republish the outcome of an ended order': { ...rules, republishes: false },

  'treat a missing response as a failure': { ...rules, noAnswer: { type: 'failed', code: 'timeout' } },

  'use a new key for every attempt to send a charge': {
    ...payment({
      settling: (task, windows) => rules.payment.settling({ ...task, sinceFirstSent: null }, windows),
    }),
    chargeKey: (name, tries) => `${name}/${tries}`,
  },

  'send a charge after the lease has expired, and never verify it': {
    ...payment({
      nextTurn: (task, answer, retryPolicy) =>
        answer?.type === 'not-found' ? undefined : rules.payment.nextTurn(task, answer, retryPolicy),
    }),
    keepsLease: false,
  },

  'send a refund again without searching for it': { ...rules, looksForRefund: false },

  'ignore a callback that arrives during a worker run': { ...rules, keepsCallback: false },

  'remove all pieces of bought products from the cart': {
    ...rules,
    cart: {
      ...rules.cart,
      takeBought: (cart, id, lines) =>
        rules.cart.takeBought(
          cart,
          id,
          lines.map((line) => ({ ...line, quantity: 50 })),
        ),
    },
  },

  'use a new name for every attempt to send a refund': { ...rules, refundKey: (id, tries) => `${id}/${tries}` },
};
