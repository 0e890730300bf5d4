/** The answers for what the catalogue does not know. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export const noSuchProduct = (id: ProductId): Problem => new Problem('not-found', `there is no product ${id}`);

export const noSuchCategory = (slug: string): Problem =>
  new Problem('not-found', `there is no category ${slug}; GET /categories lists them`);
