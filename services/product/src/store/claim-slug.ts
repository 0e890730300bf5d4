/** Slugs of products. One that a product has or had is that product's for ever, so that addresses out there stay valid. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { EntityManager } from 'typeorm';
import type { CatalogueProduct } from '../domain/product.ts';
import { slugCandidates } from '../domain/slug-candidates.ts';

/**
 * The slug of a product that is about to be saved.
 * @throws Problem conflict if the product asks for a slug of another one
 */
export async function claimSlug(manager: EntityManager, product: CatalogueProduct): Promise<string> {
  const { id, slug } = product;
  if (slug !== undefined) {
    if (await isClaimed(manager, slug, id)) return slug;
    throw new Problem('conflict', `another product has the slug ${slug}, or had it before`, {
      errors: [{ pointer: '/slug', detail: 'used by another product' }],
    });
  }
  for (const candidate of slugCandidates(product)) if (await isClaimed(manager, candidate, id)) return candidate;
  throw new Error(`no slug is free for product ${id}`);
}

async function isClaimed(manager: EntityManager, slug: string, id: ProductId): Promise<boolean> {
  const { affectedRows } = await manager.query<{ affectedRows: number }>(
    'insert ignore into product_slug (slug, product_id, created_at) values (?, ?, utc_timestamp(6))',
    [slug, id],
  );
  if (affectedRows > 0) return true;
  const [owner] = await manager.query<{ id: ProductId }[]>(
    'select product_id as id from product_slug where slug = ? lock in share mode',
    [slug],
  );
  return owner?.id === id;
}

/** Products per transaction: short enough that nobody waits for it. */
export const slugBatch = 500;

/** Gives slugs to products without one: those of an earlier release. @returns how many it looked at */
export async function fillSlugs(manager: EntityManager): Promise<number> {
  const products = await manager.query<{ id: ProductId; sku: string; name: string }[]>(
    `select id, sku, name from product where slug is null order by id limit ${slugBatch}`,
  );
  let open = products.map((product) => ({ id: product.id, candidates: slugCandidates(product) }));
  while (open.length > 0) {
    const wanted = open.flatMap(({ id, candidates: [slug] }) => (slug === undefined ? [] : [{ id, slug }]));
    if (wanted.length > 0)
      await manager.query(
        `insert ignore into product_slug (slug, product_id, created_at) values ${wanted.map(() => '(?, ?, utc_timestamp(6))')}`,
        wanted.flatMap(({ id, slug }) => [slug, id]),
      );
    const ids = open.map(({ id }) => id);
    // A product has none so far, so what it has now is the one that it just got.
    await manager.query(
      `update product p join product_slug s on s.product_id = p.id set p.slug = s.slug where p.slug is null and p.id in (?)`,
      [ids],
    );
    const left = await manager.query<{ id: ProductId }[]>(`select id from product where slug is null and id in (?)`, [
      ids,
    ]);
    const without = new Set(left.map(({ id }) => id));
    open = open
      .filter(({ id, candidates }) => without.has(id) && candidates.length > 1)
      .map(({ id, candidates }) => ({ id, candidates: candidates.slice(1) }));
  }
  return products.length;
}
