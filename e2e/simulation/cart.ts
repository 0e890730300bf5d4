/** The shopper's cart between orders, and what should be in it by a sum of its own. */
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Cart } from '../../services/cart/src/domain/cart.ts';
import { lineIdOf, products, quoteLine, tell, type World } from './world.ts';

const quantities = [1, 2, 3, 50];
const mostOfAProduct = 50;

/** The shopper adds pieces, sets how many there are, or takes a product out. */
export function changeCart(world: World, pick: number, fault: number): boolean {
  const productId = products[pick % products.length];
  const quantity = quantities[fault % quantities.length] ?? 1;
  if (!productId) return false;
  const { addItem, setItem, removeItem } = world.rules.cart;
  const there = world.expectedCart.get(productId)?.quantity ?? 0;
  const changes: readonly (() => readonly [Cart, number])[] = [
    () => [addItem(world.cart, quoteLine(productId), quantity), there + quantity],
    () => [setItem(world.cart, quoteLine(productId), quantity), quantity],
    () => [removeItem(world.cart, productId), 0],
  ];
  try {
    const [cart, expected] = changes[Math.floor(pick / products.length) % changes.length]?.() ?? [world.cart, there];
    store(world, cart);
    const lineId = world.cart.lines.find((line) => line.productId === productId)?.lineId;
    world.expectedCart.set(productId, { lineId, quantity: expected });
    tell(world, `the shopper wants ${expected} ${productId} in the cart`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (there + quantity <= mostOfAProduct)
      world.misdeeds.push(`the cart takes no ${quantity} ${productId}, though it has ${there}`);
  }
  return true;
}

/** As cart-store.ts does: a line gets its id when it is first stored. */
function store(world: World, cart: Cart): void {
  world.ids += 1;
  const lines = cart.lines.map((line) => ({ ...line, lineId: line.lineId ?? lineIdOf(world.ids, line.productId) }));
  world.cart = { ...cart, lines };
}

/** What a confirmed order takes out of the cart, once: only of the lines it bought, never more than is there. */
export function expectTaken(
  { expectedCart, takenOut }: World,
  orderId: OrderId,
  bought: readonly Pick<BoughtLine, 'productId' | 'quantity' | 'cartLineId'>[],
): void {
  if (takenOut.has(orderId)) return;
  takenOut.add(orderId);
  for (const { productId, quantity, cartLineId } of bought) {
    const line = expectedCart.get(productId);
    if (line && (cartLineId === undefined || line.lineId === cartLineId))
      expectedCart.set(productId, { ...line, quantity: Math.max(0, line.quantity - quantity) });
  }
}
