/** Into the cart by the product's page. */
import type { Page } from 'playwright-core';

interface Named {
  readonly id: string;
  readonly name: string;
}

export async function putIntoCart(page: Page, { id, name }: Named): Promise<void> {
  await page.goto(`/product/${id}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText(`${name} is in your cart.`).waitFor();
}
