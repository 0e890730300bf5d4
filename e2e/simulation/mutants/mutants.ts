/**
 * Deliberate faults: the real rules with one thing wrong, each a mistake somebody could make. The simulation must find
 * every one of them, or it does not bite. What the design heals by itself (an order that is asked, or says its outcome
 * again) is no fault here: it changes nothing that anybody sees.
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

  'never remind of an ended order': { ...rules, republishes: false },

  'take no answer for a no': { ...rules, noAnswer: { type: 'failed', code: 'timeout' } },

  'give every try of a charge a key of its own': {
    ...payment({
      settling: (task, windows) => rules.payment.settling({ ...task, sinceFirstSent: null }, windows),
    }),
    chargeKey: (name, tries) => `${name}/${tries}`,
  },

  'send a charge after the lease is over, and never look again': {
    ...payment({
      nextTurn: (task, answer, retryPolicy) =>
        answer?.type === 'not-found' ? undefined : rules.payment.nextTurn(task, answer, retryPolicy),
    }),
    keepsLease: false,
  },

  'send a refund again without looking for it': { ...rules, looksForRefund: false },

  'forget a callback that came during a turn': { ...rules, keepsCallback: false },

  'take out of the cart all there is of what was bought': {
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

  'give every try of a refund a name of its own': { ...rules, refundKey: (id, tries) => `${id}/${tries}` },
};
