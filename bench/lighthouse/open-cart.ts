/** A Chromium with a guest who has an item in the cart, and the URLs of the measured pages. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProducts, ProductPage } from '@mambogo/contracts/api/products.ts';
import { chromium } from 'playwright-core';
import { findCommand } from '../../local/toolchain/find-command.ts';

export interface LighthouseBrowser {
  /** Port of the DevTools protocol. */
  readonly port: number;
  stop(): Promise<void>;
}

const port = 24_990;

export async function openCart(shop: string): Promise<{ browser: LighthouseBrowser; paths: Record<string, string> }> {
  const answer = await fetch(new URL(`${listProducts.path}?availability=in-stock&category=kitchen&size=1`, shop));
  const [product] = ProductPage.parse(await answer.json()).items;
  if (!product) throw new Error('the shop has nothing in stock: npm run seed');
  const paths = {
    home: `${shop}/`,
    category: `${shop}/category/${product.category.slug}`,
    product: `${shop}/product/${product.slug ?? product.id}`,
    cart: `${shop}/cart`,
  };
  const profile = mkdtempSync(join(tmpdir(), 'mambogo-lighthouse-'));
  // All clients of the DevTools port share the profile's cookies.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findCommand('chromium'),
    chromiumSandbox: false,
    args: [`--remote-debugging-port=${port}`],
  });
  const page = await context.newPage();
  await page.goto(paths.product);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText(`${product.name} is in your cart.`).waitFor();
  await page.close();
  return {
    browser: {
      port,
      async stop() {
        await context.close();
        rmSync(profile, { recursive: true, force: true });
      },
    },
    paths,
  };
}
