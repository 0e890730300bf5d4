/** The data that pages need: a customer with an order in every state, products, a dead letter. */
import { randomUUID } from 'node:crypto';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { signUpPages } from '../../shopper/log-in-pages.ts';
import { logInMerchant } from '../../shopper/merchant.ts';
import { openSession } from '../../shopper/session.ts';
import { createShopper, type Shopper } from '../../shopper/shopper.ts';
import { waitUntil } from '../../shopper/wait-until.ts';
import { type Account, newAccount } from '../actions/log-in.ts';
import { cardFormOf } from './card-form-of.ts';

export interface PageFixtures {
  readonly shop: string;
  readonly customer: Account;
  readonly merchant: Account;
  readonly product: Product;
  readonly soldOut: Product;
  readonly orders: Readonly<Record<keyof typeof tokens, Order>>;
  /** The URL of the payment provider's form. */
  readonly cardForm: string;
  /** A dead letter of the order service; none in a healthy shop. */
  readonly deadLetterId?: string;
}

/** The card for an order of each kind. Those that stay unpaid come last: few may be open when the next one is placed. */
const tokens = {
  confirmed: 'tok_ok',
  shipped: 'tok_ok',
  cancelled: 'tok_ok',
  declined: 'tok_declined',
  unpaid: 'tok_insufficient_funds',
  asking: 'tok_action',
} as const;

/** @param deadLetterId the id of a dead letter of the order service */
export async function createPageFixtures(shop: string, deadLetterId?: string): Promise<PageFixtures> {
  const merchantAccount = { login: 'admin', password: 'admin' };
  const merchant = await logInMerchant(shop, merchantAccount.login, merchantAccount.password);
  const customer = { ...newAccount(), login: `alex-${randomUUID().slice(0, 4)}` };
  const session = await openSession(shop, signUpPages(customer.login, customer.password));
  const shopper = createShopper(shop, customer.login, session);
  const { items } = await shopper.browse({ availability: 'in-stock', sort: '-price', category: 'kitchen', size: 6 });
  const [product, second, third] = items;
  if (!product || !second || !third) throw new Error('the shop has almost nothing in stock: run npm run seed');
  const buy = async (token: string) => {
    await shopper.emptyCart();
    await shopper.addToCart(product.id, 1);
    const cart = await shopper.addToCart(second.id, 2);
    const order = await shopper.placeOrder({ token, cart });
    // Bought items leave the cart a moment later: the next cart must not be filled before.
    const isEmpty = async () => (await shopper.cart()).items.length === 0;
    if (token === 'tok_ok') await waitUntil('the cart is empty', isEmpty, 60_000);
    return order;
  };
  const orders: Partial<Record<keyof typeof tokens, Order>> = {};
  for (const [kind, token] of entries(tokens)) orders[kind] = await buy(token);
  const { confirmed, unpaid, asking, declined, shipped, cancelled } = orders;
  if (!confirmed || !unpaid || !asking || !declined || !shipped || !cancelled) throw new Error('an order is missing');
  const paid = [confirmed, shipped, cancelled];
  for (const { id } of paid) await shopper.waitFor(id, ['CONFIRMED'], 60_000);
  await merchant.orders.ship(shipped.id);
  await shopper.cancel(cancelled.id, 'Ordered twice');
  await payment(shopper, unpaid, 'FAILED');
  await payment(shopper, asking, 'ACTION_REQUIRED');
  await payment(shopper, cancelled, 'REFUNDED');
  await payment(shopper, declined, 'FAILED');
  await shopper.emptyCart();
  await shopper.addToCart(second.id, 1);
  await shopper.addToCart(third.id, 2);
  return {
    shop,
    customer,
    merchant: merchantAccount,
    product,
    soldOut: await merchant.offer(0),
    orders: { confirmed, unpaid, asking: await shopper.order(asking.id), declined, shipped, cancelled },
    cardForm: await cardFormOf(shop),
    deadLetterId,
  };
}

const payment = (shopper: Shopper, { id }: Order, status: string) =>
  waitUntil(`the payment is ${status}`, async () => (await shopper.order(id)).payment.status === status, 60_000);

const entries = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];
