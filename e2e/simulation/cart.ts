/** The shopper's cart between orders, and its expected content, calculated independently. */
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Cart } from '../../services/cart/src/domain/cart.ts';
import { lineIdOf, products, quoteLine, recordTrace, type SimState } from './sim-state.ts';

const quantities = [1, 2, 3, 50];
const maxPerProduct = 50;

/** The shopper adds pieces, sets a quantity, or removes a product. */
export function changeCart(sim: SimState, pick: number, fault: number): boolean {
  const productId = products[pick % products.length];
  const quantity = quantities[fault % quantities.length] ?? 1;
  if (!productId) return false;
  const { addItem, setItem, removeItem } = sim.rules.cart;
  const there = sim.expectedCart.get(productId)?.quantity ?? 0;
  const changes: readonly (() => readonly [Cart, number])[] = [
    () => [addItem(sim.cart, quoteLine(productId), quantity), there + quantity],
    () => [setItem(sim.cart, quoteLine(productId), quantity), quantity],
    () => [removeItem(sim.cart, productId), 0],
  ];
  try {
    const [cart, expected] = changes[Math.floor(pick / products.length) % changes.length]?.() ?? [sim.cart, there];
    store(sim, cart);
    const lineId = sim.cart.lines.find((line) => line.productId === productId)?.lineId;
    sim.expectedCart.set(productId, { lineId, quantity: expected });
    recordTrace(sim, `the shopper wants ${expected} ${productId} in the cart`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (there + quantity <= maxPerProduct)
      sim.violations.push(`the cart rejects ${quantity} ${productId}, though it has ${there}`);
  }
  return true;
}

/** Like cart-store.ts: a line gets its id when it is first stored. */
function store(sim: SimState, cart: Cart): void {
  sim.ids += 1;
  const lines = cart.lines.map((line) => ({ ...line, lineId: line.lineId ?? lineIdOf(sim.ids, line.productId) }));
  sim.cart = { ...cart, lines };
}

/** What a confirmed order removes from the cart, once: only from the lines it bought, never more than they have. */
export function expectRemoved(
  { expectedCart, removedOrders }: SimState,
  orderId: OrderId,
  bought: readonly Pick<BoughtLine, 'productId' | 'quantity' | 'cartLineId'>[],
): void {
  if (removedOrders.has(orderId)) return;
  removedOrders.add(orderId);
  for (const { productId, quantity, cartLineId } of bought) {
    const line = expectedCart.get(productId);
    if (line && (cartLineId === undefined || line.lineId === cartLineId))
      expectedCart.set(productId, { ...line, quantity: Math.max(0, line.quantity - quantity) });
  }
}
