/** What can be chosen on the page of a product with variants. Pure. */
import type { ProductVariant } from '@mambogo/contracts/api/product-group.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';

export interface Choice {
  /** Of the option, such as `Size`. */
  readonly name: string;
  /** Of the product shown. */
  readonly value: string;
  /** Every value, in the order in which variants were created, with the variant it leads to. */
  readonly values: readonly { readonly value: string; readonly variant: ProductVariant }[];
}

/** A value leads to the variant that has it and otherwise differs least from the product shown, one in stock before others. */
export function choicesOf({ options = [], variants = [] }: Pick<Product, 'options' | 'variants'>): Choice[] {
  if (variants.length < 2) return [];
  return options.map(({ name, value }, at) => {
    const valueAt = (variant: ProductVariant) => variant.options[at]?.value ?? '';
    const sameness = (variant: ProductVariant) =>
      variant.options.filter((option, other) => other !== at && option.value === options[other]?.value).length +
      (variant.availability === 'out-of-stock' ? 0 : 0.5);
    const values = [...new Set(variants.map(valueAt))].flatMap((one) => {
      const [variant] = variants
        .filter((candidate) => valueAt(candidate) === one)
        .toSorted((a, b) => sameness(b) - sameness(a));
      return variant ? [{ value: one, variant }] : [];
    });
    return { name, value, values };
  });
}
