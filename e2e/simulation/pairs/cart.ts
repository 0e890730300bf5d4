/** The pairs of the cart: a product's line with its owner's commands, and the removal of a confirmed order's items. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Cart } from '../../../services/cart/src/domain/cart.ts';
import { pair, type Table } from './table.ts';

export const cartTables: readonly Table[] = [
  { name: 'line of a cart', states: ['ABSENT', 'THERE', 'FULL'], commands: ['add', 'set', 'remove'] },
  {
    name: 'order in a cart',
    states: ['NEW', 'TAKEN OUT'],
    commands: ['more is there', 'as much is there', 'less is there'],
  },
];

export const pairOfLine = (cart: Cart, productId: ProductId, command: 'add' | 'set' | 'remove'): string => {
  const quantity = quantityOf(cart, productId);
  const state = quantity === 0 ? 'ABSENT' : quantity === limits.cartQuantity.max ? 'FULL' : 'THERE';
  return pair('line of a cart', state, command);
};

export function pairsOfTaking(
  cart: Cart,
  orderId: string,
  bought: readonly { readonly productId: ProductId; readonly quantity: number }[],
): string[] {
  const state = cart.applied.includes(orderId) ? 'TAKEN OUT' : 'NEW';
  return bought.map(({ productId, quantity }) => {
    const there = quantityOf(cart, productId);
    const command = there > quantity ? 'more is there' : there === quantity ? 'as much is there' : 'less is there';
    return pair('order in a cart', state, command);
  });
}

const quantityOf = ({ lines }: Cart, productId: ProductId): number =>
  lines.find((line) => line.productId === productId)?.quantity ?? 0;
