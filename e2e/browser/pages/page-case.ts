/** A page to check, in both themes and at every width: who sees it, and how to get there. */
import type { Page } from 'playwright-core';
import { waitUntil } from '../../shopper/wait-until.ts';
import type { PageFixtures } from './page-fixtures.ts';

export interface PageCase {
  /** Kebab-case: the name of its screenshots. */
  readonly name: string;
  /** Opens it from anywhere; the user is logged in already. */
  open(page: Page, fixtures: PageFixtures): Promise<unknown>;
  /** A part of the console error that showing this page is expected to log. */
  readonly expectedError?: RegExp;
}

/** A page with its own URL. */
export const pageAt = (
  name: string,
  path: string | ((fixtures: PageFixtures) => string),
  expectedError?: RegExp,
): PageCase => ({
  name,
  open: (page, fixtures) => page.goto(typeof path === 'string' ? path : path(fixtures)),
  expectedError,
});

/** A page state that follows an action on another page. */
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

/** Waits until everything has loaded: the session, the content, pictures. */
export async function waitUntilLoaded(page: Page): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('form', { name: 'Card' }))
    .first()
    .waitFor();
  const waiting = page.locator('[aria-busy="true"], ul[aria-hidden="true"]');
  await waitUntil(`${page.url()} has loaded`, async () => (await waiting.count()) === 0, 30_000);
  const card = page.getByTitle('Card details');
  if ((await card.count()) > 0) await card.contentFrame().getByLabel('Card number').waitFor();
  // Pictures outside the viewport load lazily, so they are not waited for.
  const pictures = `[...document.images].every(({ complete, loading }) => complete || loading === 'lazy')`;
  await waitUntil(`${page.url()} has its pictures`, () => page.evaluate<boolean>(pictures).catch(() => false), 30_000);
}
