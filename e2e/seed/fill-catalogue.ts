/**
 * Adds products to a shop in batches: the rows that creating them, receiving goods and their events lead to, as if it had been
 * longer ago than the outboxes retain (so there are no outbox rows). Stock comes first: a product is never listed without it.
 */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { availability, emptyStock } from '@mambogo/inventory/src/domain/stock.ts';
import { appendMovement, type ChainedMovement, type LockedStock } from '@mambogo/inventory/src/store/stock-store.ts';
import { recordChanges } from '@mambogo/product/src/store/catalogue-changes.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from './in-transaction.ts';
import { insertRows, type Row } from './insert-rows.ts';
import { idAt, type SeedPeriod } from './seed-period.ts';
import { type SeededProduct, seededProduct } from './seeded-products.ts';

const batchSize = 500;

interface Batch {
  readonly id: ProductId;
  readonly createdAt: Date;
  readonly product: SeededProduct;
}

export interface CatalogueStores {
  readonly product: DataSource;
  readonly inventory: DataSource;
}

/** @param added called with the number of products added so far */
export async function fillCatalogue(
  { product: catalogue, inventory }: CatalogueStores,
  count: number,
  { begin }: SeedPeriod,
  currency: string,
  added: (products: number) => void,
): Promise<void> {
  const first = await countSeeded(catalogue);
  const categories = await catalogue.query<{ id: string }[]>('select id from category order by id');
  if (categories.length === 0) throw new Error('the shop has no category: add one first');
  for (let at = 0; at < count; at += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - at) }, (_, index): Batch => {
      const number = first + at + index;
      const createdAt = new Date(begin.getTime() - 86_400_000 + number);
      return { id: idAt(createdAt) as ProductId, createdAt, product: seededProduct(number) };
    });
    await inTransaction(inventory, (manager) => insertStock(manager, batch));
    await inTransaction(catalogue, async (manager) => {
      await insertProducts(manager, batch, categories, currency);
      await recordChanges(
        manager,
        batch.map(({ id }) => id),
      );
    });
    added(at + batch.length);
  }
}

async function countSeeded(catalogue: DataSource): Promise<number> {
  const [row] = await catalogue.query<{ n: string | number }[]>(
    `select count(*) n from product where sku like 'SEED-%'`,
  );
  return Number(row?.n ?? 0);
}

async function insertStock(manager: EntityManager, batch: readonly Batch[]): Promise<void> {
  const movements: ChainedMovement[] = [];
  const items = batch.map(({ id, createdAt, product: { stock } }): Row => {
    const empty: LockedStock = { ...emptyStock(id), version: 0, lastHash: '', expectedOn: null, now: createdAt };
    const received = { productId: id, type: 'received', quantity: stock } as const;
    const { after, entry } =
      stock > 0 ? appendMovement(empty, received, { reference: 'seed' }, seedMetadata) : { after: empty };
    if (entry) movements.push(entry);
    return stockItemRow(after, createdAt);
  });
  await insertRows(manager, 'stock_item', stockItemColumns, items);
  await insertMovements(manager, movements);
}

const seedMetadata = { actor: 'service:inventory', correlationId: 'seed' } as const;

const stockItemColumns = 'product_id, on_hand, reserved, sold, received, adjusted, version, last_hash, updated_at';

const stockItemRow = ({ productId, onHand, lastHash, now: _, ...rest }: LockedStock, at: Date): Row => ({
  ...rest,
  product_id: productId,
  on_hand: onHand,
  last_hash: lastHash,
  updated_at: at,
});

export const insertMovements = (manager: EntityManager, movements: readonly ChainedMovement[]): Promise<void> =>
  insertRows(
    manager,
    'stock_movement',
    'product_id, type, quantity, order_id, reference, actor, correlation_id, at, hash, prev_hash',
    movements.map(({ productId, orderId, correlationId, prevHash, ...rest }) => ({
      ...rest,
      product_id: productId,
      order_id: orderId,
      correlation_id: correlationId,
      prev_hash: prevHash,
    })),
  );

async function insertProducts(
  manager: EntityManager,
  batch: readonly Batch[],
  categories: readonly { readonly id: string }[],
  currency: string,
): Promise<void> {
  const columns = `id, sku, name, description, price, currency, category_id, brand, tags, images, status, version, created_at,
    updated_at`;
  const rows = batch.map(({ id, createdAt, product }, at) => [
    ...[id, product.sku, product.name, product.description, product.amount, currency],
    ...[categories[at % categories.length]?.id, product.brand ?? null, JSON.stringify(product.tags), '[]', 'active', 1],
    ...[createdAt, createdAt],
  ]);
  await manager.query(
    `insert into product (${columns}) values ${rows.map((row) => `(${row.map(() => '?').join(',')})`).join(',')}`,
    rows.flat(),
  );
  const levels = batch.filter(({ product }) => product.stock > 0);
  await manager.query(
    `insert into stock_level (product_id, available, availability, version) values ${levels.map(() => '(?,?,?,1)').join(',')}`,
    levels.flatMap(({ id, product: { stock } }) => [id, stock, availability(stock)]),
  );
}
