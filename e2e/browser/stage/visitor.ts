/** Somebody at a browser of their own: its cookies, its tabs, and what went wrong in any of them. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { cardFormOf } from '../pages/card-form-of.ts';
import { watchForFaults } from './watch-for-faults.ts';

export interface Visitor {
  readonly context: BrowserContext;
  /** The first tab. */
  readonly page: Page;
  /** This is meant to happen here. */
  forgive(meant: RegExp): void;
  faults(): readonly string[];
}

/** Milliseconds until what is waited for has not come: machines are busy. */
const patience = 30_000;

export async function newVisitor(
  browser: Browser,
  shop: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: shop,
    locale: 'en-US',
    viewport: { width: 1_280, height: 900 },
    // Nothing is to be waited for that only moves.
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patience);
  const watch = await watchForFaults(
    context,
    [shop, await cardFormOf(shop)].map((url) => new URL(url).origin),
  );
  return { context, page: await context.newPage(), ...watch };
}
