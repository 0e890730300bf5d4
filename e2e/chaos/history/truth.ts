/** The shop's final state, to compare with what clients observed. */
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listMovements, type StockMovement } from '@mambogo/contracts/api/inventory.ts';
import { readStoreSnapshot } from '../../invariants/cross-store-comparisons.ts';
import type { Stores } from '../../invariants/stores.ts';
import { allItems } from '../../shopper/all-items.ts';
import type { Shopper } from '../../shopper/shopper.ts';
import type { RollBack } from '../environment/roll-back.ts';
import { type ShownCart, type ShownOrder, shownCart, shownOrder } from './history.ts';

export interface Truth {
  readonly orders: ReadonlyMap<string, ShownOrder>;
  /** Minor units that were captured for an order and not refunded. */
  readonly kept: ReadonlyMap<string, number>;
  readonly carts: ReadonlyMap<string, ShownCart>;
  /** Quantity of each receipt of goods, by reference. */
  readonly received: ReadonlyMap<string, readonly number[]>;
  /** Which of the signed-up customers can log in. */
  readonly welcome: ReadonlySet<string>;
  /** Databases that were rolled back: their later responses may be lost. */
  readonly rollBacks: readonly RollBack[];
}

interface TruthSource {
  readonly stores: Stores;
  readonly shoppers: readonly Shopper[];
  readonly merchant: Shopper;
  readonly products: readonly string[];
  readonly welcome: ReadonlySet<string>;
  readonly rollBacks: readonly RollBack[];
}

export async function readTruth(source: TruthSource): Promise<Truth> {
  const { stores, shoppers, merchant, products, welcome, rollBacks } = source;
  const orders = await allItems((cursor) => merchant.api.call(listAllOrders, { query: { cursor, size: 100 } }));
  const movements: StockMovement[] = [];
  for (const productId of products)
    movements.push(
      ...(await allItems((cursor) =>
        merchant.api.call(listMovements, { params: { productId }, query: { cursor, size: 100 } }),
      )),
    );
  const arrived = movements.filter(({ type }) => type === 'received');
  const carts = new Map<string, ShownCart>();
  for (const shopper of shoppers) carts.set(shopper.login, shownCart(await shopper.cart()));
  const { payments } = await readStoreSnapshot(stores);
  return {
    orders: new Map(orders.map((order) => [order.id, shownOrder(order)])),
    kept: new Map([...payments].map(([id, { captured, refunded }]) => [id, captured - refunded])),
    carts,
    received: new Map(
      [...Map.groupBy(arrived, ({ reference = '' }) => reference)].map(([reference, all]) => [
        reference,
        all.map(({ quantity }) => quantity),
      ]),
    ),
    welcome,
    rollBacks,
  };
}
