/** The cart of a customer or a guest. */
import type { OperationTexts } from './operation-text.ts';
import { cart, emptiedCart, ids } from './sample-data.ts';

export const carts: OperationTexts = {
  getCart: {
    description:
      'The cart with prices and availability of this moment. Without a token it is that of the guest whom the cookie names; who has no cart yet gets an empty one.',
    response: cart,
  },
  emptyCart: {
    description: 'Takes everything out of the cart. With `If-Match` only when the cart is still the one that was read.',
    response: emptiedCart,
  },
  addCartItem: {
    description:
      'Puts a quantity of a product into the cart; what is there already is added to. It reserves nothing: stock is set aside when the order is placed.',
    request: { productId: ids.product, quantity: 2 },
    response: cart,
  },
  setCartItem: {
    description:
      'Sets the quantity of a product in the cart, whatever it was. 404 when the product is not in the cart.',
    request: { quantity: 2 },
    response: cart,
  },
  removeCartItem: {
    description: 'Takes a product out of the cart. Doing so twice changes nothing more.',
    response: emptiedCart,
  },
  mergeCart: {
    description:
      "After a log-in: the cart that the browser's cookie names joins the customer's. Quantities add up, to at most 50 of a product; the guest's cart is gone afterwards.",
    response: cart,
  },
};
