/** Whether a product fits the group that it is the first one or a variant of. */
import type { ProductInput } from '@mambogo/contracts/api/products.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { EntityManager } from 'typeorm';
import { checkVariant } from '../domain/variants.ts';
import { lockGroup } from '../store/product-groups.ts';

type Grouped = Pick<ProductInput, 'name' | 'options' | 'variantOf'>;

/**
 * @param own undefined: a new product
 * @returns the first product of the group, whichever of its products the input names; undefined if it names none
 * @throws Problem unprocessable
 */
export async function checkGroup(
  manager: EntityManager,
  product: Grouped,
  own: ProductId | undefined,
): Promise<ProductId | undefined> {
  const ownGroup = own && (await lockGroup(manager, own));
  const ownVariants = ownGroup && ownGroup[0].id === own ? ownGroup.slice(1) : [];
  if (product.variantOf === undefined) {
    checkVariant(product, ownVariants);
    return undefined;
  }
  const group = await lockGroup(manager, product.variantOf);
  if (!group) throw refused('there is no such product');
  if (group[0].id === own) throw refused('a product is not a variant of itself');
  if (ownVariants.length > 0) throw refused(`this product has ${ownVariants.length} variants of its own`);
  checkVariant(
    product,
    group.filter(({ id }) => id !== own),
  );
  return group[0].id;
}

const refused = (detail: string) =>
  new Problem('unprocessable', `/variantOf: ${detail}`, { errors: [{ pointer: '/variantOf', detail }] });
