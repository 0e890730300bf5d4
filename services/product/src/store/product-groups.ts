/** The products of a group: its first one, and those that are a variant of it. */
import type { ProductVariant } from '@mambogo/contracts/api/product-group.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';
import type { GroupMember } from '../domain/variants.ts';
import { optionsOf, publicAvailability, type ViewRow } from './product-view.ts';

type Row = Pick<ViewRow, 'id' | 'sku' | 'slug' | 'options' | 'price' | 'currency' | 'availability'>;

/** Those on sale, the first one first, then in the order in which they were created. */
export async function variantsOf(manager: EntityManager, first: ProductId): Promise<ProductVariant[]> {
  const rows = await manager.query<Row[]>(
    `select p.id, p.sku, p.slug, p.options, p.price, p.currency, ${publicAvailability} as availability
     from product p left join stock_level s on s.product_id = p.id
     where (p.id = ? or p.variant_of = ?) and p.status = 'active' order by p.variant_of is not null, p.id`,
    [first, first],
  );
  return rows.map(({ id, sku, slug, options, price, currency, availability }) => ({
    id,
    sku,
    slug: slug ?? undefined,
    options: optionsOf(options),
    price: { amount: Number(price), currency },
    availability,
  }));
}

interface LockedRow {
  readonly id: ProductId;
  readonly sku: string;
  readonly options: string | null;
  readonly variantOf: ProductId | null;
}

/**
 * The group of a product, its first one first; undefined when that does not exist. Locks the first product, so that of two who
 * add the same choice the second one sees that of the first.
 */
export async function lockGroup(
  manager: EntityManager,
  id: ProductId,
): Promise<readonly [GroupMember, ...GroupMember[]] | undefined> {
  const columns = 'select id, sku, options, variant_of as variantOf from product where';
  const [one] = await manager.query<LockedRow[]>(`${columns} id = ?`, [id]);
  const [first] = await manager.query<LockedRow[]>(`${columns} id = ? for update`, [one?.variantOf ?? id]);
  if (!first) return undefined;
  const others = await manager.query<LockedRow[]>(
    `${columns} variant_of = ? and status = 'active' order by id lock in share mode`,
    [first.id],
  );
  return [toMember(first), ...others.map(toMember)];
}

const toMember = ({ id, sku, options }: LockedRow): GroupMember => ({ id, sku, options: optionsOf(options) });
