/** The latest receipt of a product with a reference. Asked under the lock of the product's stock, nothing comes in between. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';

export interface Receipt {
  readonly quantity: number;
  readonly at: Date;
}

/** Whether its letters are capital or small makes it no other reference. */
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
