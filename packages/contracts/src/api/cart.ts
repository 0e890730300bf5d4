/** Schemas and routes of the cart. A cart belongs to the token's subject, or to a guest identified by a cookie. */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Money } from '../money.ts';
import { route } from '../route.ts';
import { Time } from '../time.ts';
import { Availability } from './products.ts';

export const CartQuantity = z.int().min(limits.cartQuantity.min).max(limits.cartQuantity.max);

export const CartItem = z.object({
  productId: ProductId,
  lineId: z.uuid().optional().meta({
    description: 'stays the same while the product is in the cart; changes when it is removed and added again',
  }),
  sku: z.string(),
  name: z.string(),
  image: z.string().optional(),
  unitPrice: Money,
  quantity: CartQuantity,
  lineTotal: Money,
  availability: Availability,
});
export type CartItem = z.infer<typeof CartItem>;

export const Cart = z
  .object({
    items: z.array(CartItem).max(limits.cartLines),
    total: Money,
    version: z.string().meta({ description: 'changes with every write; also the ETag' }),
    updatedAt: Time,
  })
  .meta({ id: 'Cart' });
export type Cart = z.infer<typeof Cart>;

/** The cookie that identifies a guest's cart. */
export const guestCookie = 'mambogo_guest';

const cart = { owner: 'cart', scopes: ['cart:manage'], allowsGuests: true, rate: 'cart' } as const;
const productParams = z.object({ productId: ProductId });

export const getCart = route({
  ...cart,
  id: 'getCart',
  method: 'GET',
  path: '/api/v1/cart',
  summary: "Get the caller's cart",
  responses: { 200: Cart },
});

export const emptyCart = route({
  ...cart,
  id: 'emptyCart',
  method: 'DELETE',
  path: '/api/v1/cart',
  summary: 'Empty the cart',
  ifMatch: 'optional',
  responses: { 200: Cart },
});

export const addCartItem = route({
  ...cart,
  id: 'addCartItem',
  method: 'POST',
  path: '/api/v1/cart/items',
  summary: 'Add a product',
  body: z.strictObject({ productId: ProductId, quantity: CartQuantity }),
  ifMatch: 'optional',
  idempotent: 'optional',
  responses: { 200: Cart },
});

export const setCartItem = route({
  ...cart,
  id: 'setCartItem',
  method: 'PUT',
  path: '/api/v1/cart/items/{productId}',
  summary: 'Set the quantity of a product',
  params: productParams,
  body: z.strictObject({ quantity: CartQuantity }),
  ifMatch: 'optional',
  responses: { 200: Cart },
});

export const removeCartItem = route({
  ...cart,
  id: 'removeCartItem',
  method: 'DELETE',
  path: '/api/v1/cart/items/{productId}',
  summary: 'Remove a product',
  params: productParams,
  ifMatch: 'optional',
  responses: { 200: Cart },
});

export const mergeCart = route({
  ...cart,
  allowsGuests: false,
  id: 'mergeCart',
  method: 'POST',
  path: '/api/v1/cart/merge',
  summary: "Merge the guest's cart of the cookie into the customer's: quantities are added, up to the limit",
  responses: { 200: Cart },
});
