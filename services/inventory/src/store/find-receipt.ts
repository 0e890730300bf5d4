/** The latest receipt of a product with a reference. Called while the product's stock is locked, so none is added concurrently. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';

export interface Receipt {
  readonly quantity: number;
  readonly at: Date;
}

/** References are compared case-insensitively. */
export async function findReceipt(
  manager: EntityManager,
  productId: ProductId,
  reference: string,
): Promise<Receipt | undefined> {
  const [row] = await manager.query<Receipt[]>(
    `select quantity, at from stock_movement
     where product_id = $1 and type = 'received' and lower(reference) = lower($2) order by id desc limit 1`,
    [productId, reference],
  );
  return row;
}
