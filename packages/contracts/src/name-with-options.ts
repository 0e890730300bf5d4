/** The name of a product with the values of its options, as in carts, orders and stock lists: `T-shirt, M, Red`. Pure. */
export const nameWithOptions = (name: string, options: readonly { readonly value: string }[] = []): string =>
  [name, ...options.map(({ value }) => value)].join(', ');
