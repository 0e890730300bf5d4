/** Prints one purchase, from the log-in to its end. Returns in one line what went otherwise than expected, if anything. */
import type { Order, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { bold, dim, good, money, type Print, table } from '@mambogo/terminal/print.ts';
import { logInShopper, shopperWithToken } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { cancelledByCustomer, type ExpectedOutcome } from './expected-outcome.ts';
import { fillCart, pickInStock, pickTooMany } from './fill-cart.ts';
import { type Available, isReleased, isUnchanged, printStock, readAvailable } from './print-stock.ts';
import { printTimeline, readTimeline } from './print-timeline.ts';
import { watchOrder } from './watch-order.ts';

export interface Purchase {
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** Instead of logging in. */
  readonly token?: string;
  readonly card: string;
  readonly outOfStock: boolean;
  readonly expectedOutcome: ExpectedOutcome;
  /** Another card, after the first one was declined. */
  readonly second?: { readonly card: string; readonly outcome: ExpectedOutcome };
  /** Cancel it when it is paid. */
  readonly cancel: boolean;
}

export async function printPurchase(purchase: Purchase, print: Print): Promise<string | undefined> {
  const { url, login, password, token, card, outOfStock, expectedOutcome: outcome } = purchase;
  print(`${bold('Mambogo')} at ${url}`);
  const shopper = token ? shopperWithToken(url, token) : await logInShopper(url, login, password);
  print(token ? '  Using the given access token' : `  Logged in as ${bold(login)}`);

  const catalogue = await shopper.browse({ size: 1 });
  const selection = await (outOfStock ? pickTooMany(shopper) : pickInStock(shopper));
  print(`  Browsed ${catalogue.total} products, put ${selection.length} into the cart`);
  const cart = await fillCart(shopper, selection);
  const lines = cart.items.map(({ quantity, name, unitPrice, lineTotal }) => [
    `${quantity} x`,
    name,
    money(unitPrice),
    money(lineTotal),
  ]);
  for (const line of table([...lines, ['', 'total', '', money(cart.total)]], [0, 2, 3])) print(`    ${line}`);

  const before = await readAvailable(shopper, selection);
  let during: Available | undefined;
  const placed = await shopper.placeOrder({ token: card, cart });
  print(`  Order ${bold(placed.number)} placed, to be paid with ${card}`);
  print();
  const watch = (expected: ExpectedOutcome) =>
    watchOrder(shopper, placed, {
      expectedOutcome: expected,
      print,
      async onReserved() {
        during ??= await readAvailable(shopper, selection);
      },
    });
  let order = await watch(outcome);
  if (purchase.second && order.status === 'AWAITING_PAYMENT') {
    await shopper.pay(placed.id, purchase.second.card);
    print(`  Another card: ${purchase.second.card}`);
    order = await watch(purchase.second.outcome);
  }
  if (purchase.cancel && order.status === 'CONFIRMED') {
    await shopper.cancel(order.id, 'changed my mind');
    print('  Cancelled');
    order = await watch(cancelledByCustomer);
  }
  print();

  const compensated = order.status === 'CANCELLED';
  const isWhole = compensated ? isReverted : undefined;
  const entries = await readTimeline(shopper, order.id, (all) => isWhole?.(all) ?? all.some(isCommitted));
  printTimeline(order, entries, print);
  print();
  if (compensated) {
    const after = await readAvailable(shopper, selection);
    printStock(selection, { before, during, after }, print);
    if (!isReverted(entries))
      return `order ${order.number} is cancelled, but its stock or its payment is not completely back`;
    const back = during ? '  Everything was released.' : '  Nothing was reserved.';
    print(isUnchanged(before, after) ? good(back) : dim('  Other customers were buying too.'));
    print();
  }
  const surprise = compare(order, purchase.cancel ? cancelledByCustomer : (purchase.second?.outcome ?? outcome));
  if (!surprise && order.status === 'CONFIRMED')
    await waitUntil('the cart is empty again', async () => (await shopper.cart()).items.length === 0);
  return surprise;
}

/** The stock is released, and the payment refunded if there was one. */
const isReverted = (entries: readonly TimelineEntry[]): boolean => {
  const has = (what: string) => entries.some(({ type }) => type === what);
  return isReleased(entries) && (!has('payment.captured') || has('payment.refunded'));
};

const isCommitted = ({ type }: { type: string }): boolean => type === 'stock.committed';

function compare({ number, status, cancellation }: Order, outcome: ExpectedOutcome): string | undefined {
  const seen = cancellation ? `${status} (${cancellation.reason})` : status;
  const expected = outcome.reason ? `${outcome.order} (${outcome.reason})` : outcome.order;
  return seen === expected
    ? undefined
    : `order ${number} is ${seen} after ${outcome.timeoutMs} s, expected ${expected}`;
}
