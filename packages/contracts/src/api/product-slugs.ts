/** Finds products by their slugs. */
import { z } from 'zod';
import { ProductSlug } from '../product-slug.ts';
import { route } from '../route.ts';
import { Product } from './products.ts';

export const findProduct = route({
  id: 'findProduct',
  method: 'GET',
  path: '/api/v1/products/slugs/{slug}',
  owner: 'product',
  summary: 'Find a product by its slug, or by one that it had before',
  rate: 'products',
  params: z.object({ slug: ProductSlug }),
  responses: { 200: Product },
});
