/** A page to be looked at, in every light and at every width: who sees it, and how to get there. */
import type { Page } from 'playwright-core';
import { waitUntil } from '../../shopper/wait-until.ts';
import type { PageFixtures } from './page-fixtures.ts';

export interface PageCase {
  /** Kebab-case: names the pictures of it. */
  readonly name: string;
  /** Leads to it, from anywhere; whoever looks is logged in already. */
  open(page: Page, fixtures: PageFixtures): Promise<unknown>;
  /** A part of an error that its being shown means in the console. */
  readonly expectedError?: RegExp;
}

/** A page that is at an address. */
export const pageAt = (
  name: string,
  path: string | ((fixtures: PageFixtures) => string),
  expectedError?: RegExp,
): PageCase => ({
  name,
  open: (page, fixtures) => page.goto(typeof path === 'string' ? path : path(fixtures)),
  expectedError,
});

/** A page that is another one after something was done on it. */
export const pageAfter = (
  name: string,
  { open, expectedError: before }: PageCase,
  action: (page: Page, fixtures: PageFixtures) => Promise<unknown>,
  expectedError: RegExp | undefined = before,
): PageCase => ({
  name,
  async open(page, fixtures) {
    await open(page, fixtures);
    await waitUntilLoaded(page);
    await action(page, fixtures);
  },
  expectedError,
});

/** All that was to come is there: who is here, what is shown, pictures. */
export async function waitUntilLoaded(page: Page): Promise<void> {
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
