/** What is in stock when a schedule begins. */
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';

/** Two cheap products of the demo catalogue. */
export const products: readonly { readonly id: ProductId; readonly price: number }[] = demoCatalogue.products
  .filter(({ price }) => price < 5_000)
  .slice(0, 2);
/** Pieces of each product: fewer than all orders together may want. */
export const initialStock = 4;
