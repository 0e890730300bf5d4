/** A page to be looked at, in every light and at every width: who sees it, and how to get there. */
import type { Page } from 'playwright-core';
import { waitUntil } from '../../shopper/wait-until.ts';
import type { World } from './world.ts';

export interface SomePage {
  /** Kebab-case: names the pictures of it. */
  readonly name: string;
  /** Leads to it, from anywhere; whoever looks is logged in already. */
  open(page: Page, world: World): Promise<unknown>;
  /** A part of an error that its being shown means in the console. */
  readonly means?: RegExp;
}

/** A page that is at an address. */
export const at = (name: string, path: string | ((world: World) => string), means?: RegExp): SomePage => ({
  name,
  open: (page, world) => page.goto(typeof path === 'string' ? path : path(world)),
  means,
});

/** A page that is another one after something was done on it. */
export const after = (
  name: string,
  { open, means: before }: SomePage,
  act: (page: Page, world: World) => Promise<unknown>,
  means: RegExp | undefined = before,
): SomePage => ({
  name,
  async open(page, world) {
    await open(page, world);
    await settled(page);
    await act(page, world);
  },
  means,
});

/** All that was to come is there: who is here, what is shown, pictures. */
export async function settled(page: Page): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('form', { name: 'Card' }))
    .first()
    .waitFor();
  const waiting = page.locator('[aria-busy="true"], ul[aria-hidden="true"]');
  await waitUntil(`${page.url()} has all it waits for`, async () => (await waiting.count()) === 0, 30_000);
  const card = page.getByTitle('Card details');
  if ((await card.count()) > 0) await card.contentFrame().getByLabel('Card number').waitFor();
  // A picture that is out of sight is not fetched, so it is not waited for.
  const pictures = `[...document.images].every(({ complete, loading }) => complete || loading === 'lazy')`;
  await waitUntil(`${page.url()} has its pictures`, () => page.evaluate<boolean>(pictures).catch(() => false), 30_000);
}
