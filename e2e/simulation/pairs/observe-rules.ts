/** Rules that record which pairs their deciders meet, and are otherwise the same. */
import type { Rules } from '../rules.ts';
import { pairOfLine, pairsOfTaking } from './cart.ts';
import { pairsOfOrder } from './order.ts';
import { pairsOfPayment, phaseOf } from './payment.ts';
import { pairsOfStock } from './stock.ts';

export interface Observer {
  /** Cells of the tables. */
  pair(name: string): void;
  /** Finer than a cell: everything of a state that a decider may read, with the command. The search looks for new ones. */
  situation(name: string): void;
}

export function observeRules(rules: Rules, { pair, situation }: Observer): Rules {
  return {
    ...rules,
    order: {
      ...rules.order,
      decide(state, command) {
        for (const one of pairsOfOrder(state, command)) pair(one);
        if (state) {
          const refunds = state.refunds.map(({ status }) => status.charAt(0)).join('');
          situation(`o ${state.status} ${state.stock} ${state.payment.status} ${refunds} ${command.type}`);
        }
        return rules.order.decide(state, command);
      },
    },
    stock: {
      ...rules.stock,
      decide(current, command, stockSnapshot) {
        for (const one of pairsOfStock(current, command, stockSnapshot)) pair(one);
        return rules.stock.decide(current, command, stockSnapshot);
      },
    },
    payment: {
      ...rules.payment,
      decide(payment, command) {
        for (const one of pairsOfPayment(payment, command)) pair(one);
        const asked = 'answer' in command ? `${command.type} ${command.answer.type}` : command.type;
        const attempts = payment.attempts.map(({ state, surplus }) => state.charAt(0) + (surplus ? '+' : '')).join('');
        const refunds = payment.refunds.map(({ state }) => state.charAt(0)).join('');
        situation(`p ${phaseOf(payment)} ${attempts} ${refunds} ${asked}`);
        return rules.payment.decide(payment, command);
      },
      settling(task, windows) {
        const sent =
          task.sinceFirstSent === null ? 'never' : task.sinceFirstSent > windows.resendWithin ? 'long ago' : 'sent';
        situation(`s ${task.mode} ${sent} ${Math.min(task.tries, 3)}`);
        return rules.payment.settling(task, windows);
      },
    },
    cart: {
      ...rules.cart,
      takeBought(cart, orderId, bought) {
        for (const one of pairsOfTaking(cart, orderId, bought)) pair(one);
        return rules.cart.takeBought(cart, orderId, bought);
      },
      addItem(cart, product, quantity) {
        pair(pairOfLine(cart, product.productId, 'add'));
        return rules.cart.addItem(cart, product, quantity);
      },
      setItem(cart, product, quantity) {
        pair(pairOfLine(cart, product.productId, 'set'));
        return rules.cart.setItem(cart, product, quantity);
      },
      removeItem(cart, productId) {
        pair(pairOfLine(cart, productId, 'remove'));
        return rules.cart.removeItem(cart, productId);
      },
    },
  };
}
