/** Products under lock, and the only way to change them: row, event and change of the index in one transaction. */
import {
  productChanged,
  productCreated,
  productReactivated,
  productRetired,
} from '@mambogo/contracts/events/product-events.ts';
import type { CategoryId, ProductId } from '@mambogo/contracts/ids.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';
import type { CatalogueProduct, Decision, ProductFact } from '../domain/product.ts';
import { recordChanges } from './catalogue-changes.ts';
import { claimSlug } from './claim-slug.ts';
import { ProductEntity, type ProductRow } from './entities.ts';

export async function lockProduct(manager: EntityManager, id: ProductId): Promise<CatalogueProduct | undefined> {
  const row = await manager.findOne(ProductEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  return row ? productOf(row) : undefined;
}

/** All products of a category, under lock. */
export async function readProducts(manager: EntityManager, categoryId: CategoryId): Promise<CatalogueProduct[]> {
  const rows = await manager.find(ProductEntity, { where: { categoryId }, lock: { mode: 'pessimistic_write' } });
  return rows.map(productOf);
}

function productOf(row: ProductRow): CatalogueProduct {
  const { price: amount, currency, brand, slug, options, variantOf, createdAt: _, updatedAt: __, ...rest } = row;
  return {
    ...rest,
    price: { amount, currency },
    brand: brand ?? undefined,
    slug: slug ?? undefined,
    options: options ?? [],
    variantOf: variantOf ?? undefined,
  };
}

export async function saveProduct(unit: UnitOfWork, { before, next, event }: Decision): Promise<void> {
  if (!event) return;
  const { manager } = unit;
  const { id, price, brand, options, variantOf, ...rest } = next;
  const optional = {
    brand: brand ?? null,
    options: options.length > 0 ? [...options] : null,
    variantOf: variantOf ?? null,
  };
  const columns = { ...rest, ...optional, price: price.amount, currency: price.currency };
  // The slug of a new product needs its row.
  if (event === 'created')
    await manager.insert(ProductEntity, { id, ...columns, slug: null, createdAt: now, updatedAt: now });
  if (event === 'created' || next.slug === undefined || next.slug !== before?.slug)
    columns.slug = await claimSlug(manager, { ...next, name: nameWithOptions(next.name, options) });
  if (event === 'created') await manager.update(ProductEntity, { id }, { slug: columns.slug });
  else await manager.update(ProductEntity, { id }, { ...columns, updatedAt: now });
  await recordChanges(manager, [id]);
  emitProduct(unit, event, next);
  if (isByStaff(unit.metadata)) await appendStaffAction(manager, unit.metadata, actionOf(event, next, before));
}

const isByStaff = ({ actor }: EventMetadata): boolean => actor.startsWith('merchant:');

/** Prices before and after: they are what a change of a product is asked about. */
function actionOf(event: ProductFact, { id, sku, name, price, version }: CatalogueProduct, before?: CatalogueProduct) {
  const priceBefore = before && before.price.amount !== price.amount ? { priceBefore: before.price } : {};
  return {
    kind: 'product',
    subject: id,
    type: `product.${event}`,
    data: { sku, name, price, ...priceBefore, version },
  } as const;
}

export function emitProduct(unit: UnitOfWork, event: ProductFact, product: CatalogueProduct): void {
  const { id, sku, name: shortName, options, price, status, categoryId, version } = product;
  const name = nameWithOptions(shortName, options);
  unit.emit(facts[event], { productId: id, sku, name, price, status, categoryId, version });
}

/** The database's time, in UTC whatever its session's time zone. */
export const now = () => 'utc_timestamp(6)';

const facts = {
  created: productCreated,
  changed: productChanged,
  retired: productRetired,
  reactivated: productReactivated,
};
