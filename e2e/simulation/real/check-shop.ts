/** What must hold of a shop at rest: everything that `npm run invariants` checks, and that responses to clients were true. */
import { checkInvariants, violationsOf } from '../../invariants/check-invariants.ts';
import type { Stores } from '../../invariants/stores.ts';
import { refundedOf } from '../provider.ts';
import type { Violation } from '../run-schedule.ts';
import type { Purchase } from './actions.ts';
import { consumers } from './broker.ts';
import { initialStock, products } from './initial-stock.ts';
import type { Shop } from './shop.ts';

export async function checkShop(shop: Shop, purchases: readonly Purchase[]): Promise<Violation[]> {
  const { databases, provider, broker } = shop;
  const report = await checkInvariants(storesOf(shop), 0);
  const found: Violation[] =
    violationsOf(report) === 0
      ? []
      : report.invariants
          .filter(({ violations }) => violations.length > 0)
          .map(({ name, violations }) => ({
            invariant: name,
            details: violations.map(({ id, detail }) => `${id}: ${detail}`),
          }));
  const orders = await databases.own.order.query<OrderRow[]>(
    `select id, status, customer_id || ' ' || cart_version as cart from order_summary`,
  );
  const stock = await databases.own.inventory.query<StockRow[]>(
    'select product_id as id, on_hand + sold as pieces from stock_item',
  );
  const waiting = consumers.flatMap((one) => broker.queues[one].map(() => `${one} has a message to handle`));
  const known = new Set(orders.map(({ id }) => id));
  const carts = Map.groupBy(orders, ({ cart }) => cart);
  return [
    ...found,
    rule(
      'nothing is in flight',
      report.inFlight.map(({ store, what, id }) => `${store}: ${what} ${id}`),
    ),
    rule(
      'no dead letter waits',
      report.deadLetters.filter(({ status }) => status === 'waiting').map(({ store, kind }) => `${store}: ${kind}`),
    ),
    rule('no message is left undelivered', waiting),
    rule('events of a key are published in order', broker.disordered),
    rule(
      'every order has ended',
      orders
        .filter(({ status }) => !/CONFIRMED|SHIPPED|DELIVERED|CANCELLED|REFUNDED/.test(status))
        .map(({ id, status }) => `${id}: ${status}`),
    ),
    rule(
      'an order accepted with 202 exists',
      purchases.flatMap(({ orderId }) => (orderId && !known.has(orderId) ? [orderId] : [])),
    ),
    rule(
      'a request with an Idempotency-Key is carried out once',
      [...carts].flatMap(([cart, { length }]) => (length > 1 ? [`${cart}: ${length} orders`] : [])),
    ),
    rule(
      'no piece is lost or made',
      stock.filter(({ pieces }) => pieces !== initialStock).map(({ id, pieces }) => `${id}: ${pieces}`),
    ),
    rule('every product has a stock item', stock.length === products.length ? [] : [`${stock.length}`]),
    rule('no forbidden action happened', provider.violations),
  ].filter(({ details }) => details.length > 0);
}

interface OrderRow {
  readonly id: string;
  readonly status: string;
  readonly cart: string;
}
interface StockRow {
  readonly id: string;
  readonly pieces: number;
}

const rule = (invariant: string, details: readonly string[]): Violation => ({ invariant, details });

function storesOf({ databases, provider }: Shop): Stores {
  return {
    ...databases.own,
    product: databases.product,
    cartDeadLetters: async () => [],
    async ledger() {
      const byName = Map.groupBy(provider.ledger.charges, ({ name }) => name);
      return [...byName].map(([reference, charges]) => {
        const captured = charges.filter(({ status }) => status === 'captured');
        return {
          reference,
          captures: captured.length,
          captured: captured.reduce((sum, { amount }) => sum + amount, 0),
          refunded: charges.reduce((sum, charge) => sum + refundedOf(charge), 0),
        };
      });
    },
  };
}
