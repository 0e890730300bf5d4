/**
 * Puts the demo catalogue on sale: each category and product once, whatever a merchant did to it since. Its prices are in US cents;
 * in another currency they are of about that size.
 */
import { aboutDollars } from '@mambogo/contracts/currency/amount-rules.ts';
import { amountStep, type PaymentProviderName } from '@mambogo/contracts/currency/provider-amounts.ts';
import { demoCatalogue } from '@mambogo/contracts/demo/demo-catalogue.ts';
import type { DoWork } from '@mambogo/messaging/work.ts';
import { type EntityManager, In } from 'typeorm';
import { create } from '../domain/product.ts';
import { CategoryEntity, ProductEntity } from './entities.ts';
import { now, saveProduct } from './save-product.ts';

export async function seedCatalogue(
  doWork: DoWork,
  currency: string,
  provider: PaymentProviderName = 'simulator',
): Promise<void> {
  await doWork({ correlationId: 'seed', actor: 'service:product' }, async (work) => {
    const categories = await seedCategories(work.manager);
    const { products } = demoCatalogue;
    const there = await work.manager.find(ProductEntity, {
      select: { id: true, sku: true },
      where: [{ id: In(products.map(({ id }) => id)) }, { sku: In(products.map(({ sku }) => sku)) }],
    });
    const step = amountStep(provider, currency);
    const taken = new Set<string>(there.flatMap(({ id, sku }) => [id, sku]));
    for (const { id, category, price, stock: _, ...rest } of products) {
      const categoryId = categories.get(category);
      if (!categoryId || taken.has(id) || taken.has(rest.sku)) continue;
      await saveProduct(
        work,
        create(id, { ...rest, categoryId, price: { amount: aboutDollars(price / 100, currency, step), currency } }),
      );
    }
  });
}

/** Slug -> id of all categories, the demo's among them. */
async function seedCategories(manager: EntityManager) {
  const there = new Set((await manager.find(CategoryEntity)).map(({ slug }) => slug));
  const missing = demoCatalogue.categories.filter(({ slug }) => !there.has(slug));
  if (missing.length > 0)
    await manager.insert(
      CategoryEntity,
      missing.map((category) => ({ ...category, createdAt: now })),
    );
  return new Map((await manager.find(CategoryEntity)).map(({ slug, id }) => [slug, id]));
}
