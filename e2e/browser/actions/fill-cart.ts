/** Adds a product to the cart on its page. */
import type { Page } from 'playwright-core';

interface ProductRef {
  readonly id: string;
  readonly name: string;
}

export async function addToCart(page: Page, { id, name }: ProductRef): Promise<void> {
  await page.goto(`/product/${id}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText(`${name} is in your cart.`).waitFor();
}
