/**
 * Variants: products that differ in their options. A group is its first product and those that are a variant of it
 * (decision 99). All have the same options, in the same order, each with another choice of values. Pure.
 */
import type { ProductOption } from '@mambogo/contracts/api/product-group.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export interface GroupMember {
  readonly id: ProductId;
  readonly sku: string;
  readonly options: readonly ProductOption[];
}

/**
 * @param others of the group, without the product itself; the first product comes first
 * @throws Problem unprocessable with the pointer of the field
 */
export function checkVariant(
  { name, options }: { readonly name: string; readonly options: readonly ProductOption[] },
  others: readonly GroupMember[],
): void {
  const length = nameWithOptions(name, options).length;
  if (length > limits.productName.max)
    throw problem(
      '/options',
      `the name with its options has ${length} characters; ${limits.productName.max} is the maximum`,
    );
  const [first] = others;
  if (!first) return;
  if (others.length >= limits.productVariants)
    throw problem('/variantOf', `the group has ${others.length} products; ${limits.productVariants} is the maximum`);
  if (first.options.length === 0)
    throw problem('/variantOf', `${first.sku} has no options: give it some first, such as Size: M`);
  const wanted = namesOf(first.options);
  if (namesOf(options) !== wanted) throw problem('/options', `must be ${wanted}, as those of ${first.sku}`);
  const same = others.find((other) => valuesOf(other.options) === valuesOf(options));
  if (same) throw problem('/options', `are those of ${same.sku}: choose other values`);
}

const namesOf = (options: readonly ProductOption[]): string => options.map(({ name }) => name).join(', ');
const valuesOf = (options: readonly ProductOption[]): string => JSON.stringify(options.map(({ value }) => value));

const problem = (pointer: string, detail: string) =>
  new Problem('unprocessable', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
