/** Current price, name and availability of products, in one statement. Unknown products are absent. */
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import type { EntityManager } from 'typeorm';
import { optionsOf, publicAvailability, publicImages, type ViewRow } from './product-view.ts';

type QuoteRow = Pick<
  ViewRow,
  'id' | 'sku' | 'name' | 'options' | 'price' | 'currency' | 'images' | 'status' | 'availability'
>;

export async function findQuotes(manager: EntityManager, ids: readonly ProductId[]): Promise<QuoteLine[]> {
  const rows = await manager.query<QuoteRow[]>(
    `select p.id, p.sku, p.name, p.options, p.price, p.currency, p.images, p.status, ${publicAvailability} as availability
     from product p left join stock_level s on s.product_id = p.id
     where p.id in (${ids.map(() => '?').join(',')})`,
    [...ids],
  );
  return rows.map(({ id, name, options, price, currency, images, ...row }) => ({
    ...row,
    name: nameWithOptions(name, optionsOf(options)),
    productId: id,
    image: publicImages(images)[0]?.url,
    unitPrice: { amount: Number(price), currency },
  }));
}
