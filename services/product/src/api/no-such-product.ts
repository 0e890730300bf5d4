/** Problems for unknown products and categories. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export const noSuchProduct = (id: ProductId): Problem => new Problem('not-found', `product ${id} does not exist`);

export const noSuchCategory = (slug: string): Problem =>
  new Problem('not-found', `category ${slug} does not exist; GET /categories lists all`);
