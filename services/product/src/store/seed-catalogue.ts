/**
 * Seeds the demo catalogue: each category and product once, whatever a merchant changed since. Its prices are in US cents; in
 * another currency they are of about the same value.
 */
import { worthOfDollars } from '@mambogo/contracts/currency/amount-rules.ts';
import { amountStep, type PaymentProviderName } from '@mambogo/contracts/currency/provider-amounts.ts';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { CategoryId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { type EntityManager, In } from 'typeorm';
import { create } from '../domain/product.ts';
import { findCategory, insertCategory } from './category-store.ts';
import { CategoryEntity, ProductEntity } from './entities.ts';
import { saveProduct } from './save-product.ts';

export async function seedCatalogue(
  runInTransaction: RunInTransaction,
  currency: string,
  provider: PaymentProviderName = 'simulator',
): Promise<void> {
  await runInTransaction({ correlationId: 'seed', actor: 'service:product' }, async (unit) => {
    const { products } = demoCatalogue;
    const existing = await unit.manager.find(ProductEntity, {
      select: { id: true, sku: true },
      where: [{ id: In(products.map(({ id }) => id)) }, { sku: In(products.map(({ sku }) => sku)) }],
    });
    const step = amountStep(provider, currency);
    const taken = new Set<string>(existing.flatMap(({ id, sku }) => [id, sku]));
    const missing = products.filter(({ id, sku }) => !taken.has(id) && !taken.has(sku));
    const categories = await seedCategories(unit.manager, new Set(missing.map(({ category }) => category)));
    for (const { id, category, price, stock: _, ...rest } of missing) {
      const categoryId = categories.get(category);
      if (!categoryId) continue;
      const amount = worthOfDollars(price / 100, currency, step);
      await saveProduct(unit, create(id, { ...rest, options: [], categoryId, price: { amount, currency } }));
    }
  });
}

/**
 * Maps the demo's slugs to ids of the categories needed. A renamed category is still the same, a merged one is the one it was
 * merged into; a removed one is created again only for a product that was never seeded.
 */
async function seedCategories(manager: EntityManager, needed: ReadonlySet<string>) {
  const ids = new Map<string, CategoryId>();
  for (const category of demoCatalogue.categories.filter(({ slug }) => needed.has(slug))) {
    const known =
      (await findCategory(manager, category.slug)) ?? (await manager.findOneBy(CategoryEntity, { id: category.id }));
    if (!known) await insertCategory(manager, category);
    ids.set(category.slug, known?.id ?? category.id);
  }
  return ids;
}
