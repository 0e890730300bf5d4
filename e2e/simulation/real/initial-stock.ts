/** The stock at the start of a schedule. */
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';

/** Two cheap products of the demo catalogue. */
export const products: readonly { readonly id: ProductId; readonly price: number }[] = demoCatalogue.products
  .filter(({ price }) => price < 5_000)
  .slice(0, 2);
/** Quantity of each product: fewer than all orders together may need. */
export const initialStock = 4;
