/** Products and categories. */
import type { OperationTexts } from './operation-text.ts';
import { category, product, productInput } from './sample-data.ts';

export const catalogue: OperationTexts = {
  listProducts: {
    description:
      'The catalogue, a page at a time. `search` looks at names, descriptions, brands and tags; filters narrow it down, and all of them have to fit. Unknown parameters are refused with 400.',
    answer: { items: [product], page: 1, size: 20, total: 1 },
  },
  getProduct: {
    description:
      'One product by its id, also when it is retired. The ETag of the answer is what `If-Match` takes when it is changed.',
    answer: product,
  },
  listCategories: {
    description: 'Every category, for menus and filters. Products name theirs by its slug.',
    answer: [category],
  },
  createProduct: {
    description:
      'Adds a product to the catalogue. It is on sale at once and out of stock until goods come in (`receiveStock`). A SKU that is in use is 409.',
    request: productInput,
    answer: { ...product, availability: 'out-of-stock', version: 1 },
  },
  changeProduct: {
    description:
      'Replaces everything that a product says of itself. Carts show the new price from then on; orders keep theirs. `If-Match` is the ETag of what was read: 412 when somebody else changed it meanwhile.',
    request: { ...productInput, price: { amount: 3_500, currency: 'USD' } },
    answer: { ...product, price: { amount: 3_500, currency: 'USD' }, version: 4 },
  },
  retireProduct: {
    description:
      'Takes a product out of sale. It stays readable, as orders refer to it, and is no longer listed or put into carts.',
    answer: { ...product, status: 'retired', version: 4 },
  },
  createCategory: {
    description: 'Adds a category. A slug that is in use is 409.',
    request: { slug: 'garden', name: 'Garden' },
    answer: category,
  },
};
