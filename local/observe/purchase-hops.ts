/** The hops of a purchase by card, from the click to what follows its confirmation: each is one span of the trace. */
import { getPricedCart } from '@mambogo/contracts/api/internal-cart.ts';
import { quoteProducts } from '@mambogo/contracts/api/internal-quote.ts';
import { placeOrder } from '@mambogo/contracts/api/orders.ts';

const callOf = (caller: string, callee: string, path: string) => [
  `shop-${caller}: calllocal/shop-${callee}${path}`,
  `shop-${callee}: calllocal/shop-${callee}${path}`,
];
const event = (publisher: string, type: string, consumers: readonly string[]) => [
  `${publisher}: publish com.mambogo.${type}.v1`,
  ...consumers.flatMap((consumer) => [
    `${consumer}: receive com.mambogo.${type}.v1`,
    `${consumer}: process com.mambogo.${type}.v1`,
  ]),
];

/** Labels of spans as in Zipkin, in lower case. Sidecars have the names of their apps. */
export const purchaseHops: readonly string[] = [
  'gateway: post placeorder',
  'gateway: post order',
  ...callOf('gateway', 'order', placeOrder.path),
  `order: post ${placeOrder.path}`,
  'order: get cart',
  ...callOf('order', 'cart', getPricedCart.path),
  `cart: get ${getPricedCart.path}`,
  'order: post product',
  ...callOf('order', 'product', quoteProducts.path),
  `product: post ${quoteProducts.path}`,
  ...event('order', 'order.placed', ['inventory', 'payment']),
  ...event('inventory', 'stock.reserved', ['order', 'payment']),
  'payment: charge',
  'payment: provider charge',
  ...event('payment', 'payment.captured', ['order']),
  ...event('order', 'order.confirmed', ['inventory', 'cart']),
  ...event('inventory', 'stock.committed', ['order']),
];

/** The span that ends when the order is CONFIRMED and committed. */
export const confirmation = 'order: post /events/payment.events';
