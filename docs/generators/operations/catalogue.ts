/** Products and categories. */
import type { OperationTexts } from './operation-text.ts';
import { category, product, productInput } from './sample-data.ts';

const shopText = {
  name: 'returns',
  language: 'en',
  text: '# Returns\n\nSend back what you do not like within 30 days.',
  updatedAt: product.updatedAt,
} as const;

export const catalogue: OperationTexts = {
  listProducts: {
    description:
      'The catalogue, a page at a time. `search` looks at names, descriptions, brands and tags; filters narrow it down, and all of them have to fit. Unknown parameters are refused with 400.',
    response: { items: [product], page: 1, size: 20, total: 1 },
  },
  getProduct: {
    description:
      'One product by its id, also when it is retired. The ETag of the answer is what `If-Match` takes when it is changed.',
    response: product,
  },
  findProduct: {
    description:
      'One product by the slug of its URL, or by one that it had before: the answer has the present one. A slug belongs to one product for ever.',
    response: product,
  },
  listCategories: {
    description: 'Every category, for menus and filters. Products name theirs by its slug.',
    response: [category],
  },
  createProduct: {
    description:
      'Adds a product to the catalogue. It is on sale at once and out of stock until goods come in (`receiveStock`). A SKU that is in use is 409.',
    request: productInput,
    response: { ...product, availability: 'out-of-stock', version: 1 },
  },
  changeProduct: {
    description:
      'Replaces everything that a product says of itself. Carts show the new price from then on; orders keep theirs. `If-Match` is the ETag of what was read: 412 when somebody else changed it meanwhile.',
    request: { ...productInput, price: { amount: 3_500, currency: 'USD' } },
    response: { ...product, price: { amount: 3_500, currency: 'USD' }, version: 4 },
  },
  retireProduct: {
    description:
      'Takes a product out of sale. It stays readable, as orders refer to it, and is no longer listed or put into carts; its SKU is free for another product. `reactivateProduct` undoes it.',
    response: { ...product, status: 'retired', version: 4 },
  },
  reactivateProduct: {
    description:
      'Undoes `retireProduct`: the product is listed and sold again, with the stock it has. While it was retired its SKU was free: when another product has taken it, the answer is 409, and a new `sku` in the body is what puts it on sale. A product that is on sale stays as it is.',
    request: { sku: 'GARDEN-0042-B' },
    response: { ...product, sku: 'GARDEN-0042-B', version: 5 },
  },
  getCategory: {
    description:
      'One category by its slug. A slug that the category had before, or that was the slug of a category merged into it, is a 308 to the address it has now; a slug that leads nowhere is 404.',
    response: category,
  },
  createCategory: {
    description: 'Adds a category. A slug that is in use is 409.',
    request: { slug: 'garden', name: 'Garden' },
    response: category,
  },
  changeCategory: {
    description:
      'Gives a category another slug, another name, or both. Its products stay in it. The former slug keeps leading to it, in addresses and in `?category=`, until another category takes it. A slug that another category has is 409.',
    request: { slug: 'garden', name: 'Garden and balcony' },
    response: { ...category, name: 'Garden and balcony' },
  },
  mergeCategory: {
    description:
      'Moves all products of a category, retired ones too, into another one and ends the category, in one transaction. Each product has its next version by it, and a `product.changed` event. The slugs of the ended category lead to the other one from then on. Returns the other category.',
    request: { into: 'garden' },
    response: category,
  },
  listShopTexts: {
    description: 'Which texts the shop has, in which languages. Pages link to those that exist.',
    response: [{ name: shopText.name, language: shopText.language, updatedAt: shopText.updatedAt }],
  },
  getShopText: {
    description:
      'One text as Markdown. If there is none in this language, it comes in another one, which the answer names; 404 if there is none at all.',
    response: shopText,
  },
  saveShopText: {
    description: 'Replaces a text for everybody at once. Without text it is removed, and its page is gone.',
    request: { text: shopText.text },
    response: shopText,
  },
  removeCategory: {
    description:
      'Removes a category and its slugs, which lead nowhere from then on. While it has products, retired ones too, the answer is 409, unless `moveProductsTo` names a category that takes them in the same transaction.',
  },
};
