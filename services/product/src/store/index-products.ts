/** Maintains the rows of words that products are found by. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type SearchedTexts, wordsOfProduct } from '../domain/search-words.ts';

/** Adds the words of a new product, or updates the weights of an existing one's. */
export async function indexProduct(
  manager: Pick<EntityManager, 'query'>,
  product: { readonly id: string } & SearchedTexts,
): Promise<void> {
  const words = [...wordsOfProduct(product)];
  if (words.length === 0) return;
  await manager.query(
    `insert into product_word (word, product_id, weight) values ${words.map(() => '(?,?,?)').join(',')}
     on duplicate key update weight = values(weight)`,
    words.flatMap(([word, weight]) => [word, product.id, weight]),
  );
}

interface Row {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  /** JSON. */
  readonly tags: string;
}

/** All products in turn; each in one statement, so that it can run while the shop is in use. */
export async function indexAllProducts(manager: Pick<EntityManager, 'query'>): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await manager.query<Row[]>(
      'select id, sku, name, description, brand, tags from product where id > ? order by id limit 500',
      [after],
    );
    for (const { tags, brand, ...row } of rows)
      await indexProduct(manager, {
        ...row,
        brand: brand ?? undefined,
        tags: z.array(z.string()).parse(JSON.parse(tags)),
      });
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
