/**
 * Categories under lock, and how their products move. A slug leads to a category that has it, or that had it before if no other
 * category has it now. Category changes lock all categories (a shop has few), so that they are serialised; adding a product to a
 * category locks that category until the commit.
 */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import type { CategoryId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import type { EntityManager } from 'typeorm';
import { recordChanges } from './catalogue-changes.ts';
import { CategoryEntity } from './entities.ts';
import { emitProduct, now, readProducts } from './save-product.ts';

/** @param lock undefined: a plain read */
export async function findCategory(
  manager: EntityManager,
  slug: string,
  lock: '' | 'lock in share mode' = '',
): Promise<Category | undefined> {
  const find = (where: string) =>
    manager.query<Category[]>(`select c.id, c.slug, c.name from ${where} = ? ${lock}`, [slug]);
  const [known] = await find('category c where c.slug');
  if (known) return known;
  const [former] = await find('category_former_slug f join category c on c.id = f.category_id where f.slug');
  return former;
}

export interface LockedCategories {
  bySlug(slug: string): Category | undefined;
}

export async function lockCategories(manager: EntityManager): Promise<LockedCategories> {
  const all = await manager.query<Category[]>('select id, slug, name from category order by id for update');
  const former = await manager.query<{ slug: string; id: CategoryId }[]>(
    'select slug, category_id as id from category_former_slug order by slug for update',
  );
  return {
    bySlug: (slug) =>
      all.find((one) => one.slug === slug) ??
      all.find(({ id }) => former.some((one) => one.slug === slug && one.id === id)),
  };
}

/** Makes the slug redirect to the category, unless a category has it. */
export const keepFormerSlug = (manager: EntityManager, slug: string, id: CategoryId): Promise<unknown> =>
  manager.query(
    `insert into category_former_slug (slug, category_id, created_at) values (?, ?, utc_timestamp(6))
     on duplicate key update category_id = values(category_id)`,
    [slug, id],
  );

/** The slug is in use: it no longer redirects. */
export const takeFormerSlug = (manager: EntityManager, slug: string): Promise<unknown> =>
  manager.query('delete from category_former_slug where slug = ?', [slug]);

export async function countProducts(manager: EntityManager, id: CategoryId): Promise<number> {
  const [row] = await manager.query<{ n: number | string }[]>(
    'select count(*) as n from product where category_id = ? lock in share mode',
    [id],
  );
  return Number(row?.n ?? 0);
}

/** Moves all products of a category, retired ones too, each with its next version and its event. @returns how many */
export async function moveProducts(work: UnitOfWork, from: CategoryId, to: CategoryId): Promise<number> {
  const { manager } = work;
  const moved = await readProducts(manager, from);
  if (moved.length === 0) return 0;
  await manager.query(
    'update product set category_id = ?, version = version + 1, updated_at = utc_timestamp(6) where category_id = ?',
    [to, from],
  );
  await recordChanges(
    manager,
    moved.map(({ id }) => id),
  );
  for (const product of moved)
    emitProduct(work, 'changed', { ...product, categoryId: to, version: product.version + 1 });
  return moved.length;
}

/** Removes an empty category; its slugs redirect to `heir`, or nowhere. */
export async function dropCategory(
  manager: EntityManager,
  { id, slug }: Category,
  successor?: CategoryId,
): Promise<void> {
  if (successor) {
    await manager.query('update category_former_slug set category_id = ? where category_id = ?', [successor, id]);
    await keepFormerSlug(manager, slug, successor);
  } else await manager.query('delete from category_former_slug where category_id = ?', [id]);
  await manager.delete(CategoryEntity, { id });
}

export const insertCategory = (manager: EntityManager, category: Category): Promise<unknown> =>
  manager.insert(CategoryEntity, { ...category, createdAt: now });
