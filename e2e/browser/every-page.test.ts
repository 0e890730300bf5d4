/**
 * Every page meets WCAG 2.1 A and AA as far as axe-core can check, fits the width of a phone, and loads without layout shift.
 * `npm test` checks every third page, in one theme, the next one in the other, and in German, whose words are longer;
 * `npm run nightly` checks each page in both.
 */
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { shopUrl } from '../shop-under-test.ts';
import { createDeadLetter } from './actions/create-dead-letter.ts';
import { addToCart } from './actions/fill-cart.ts';
import { type Account, logIn } from './actions/log-in.ts';
import { switchLanguage } from './actions/switch-language.ts';
import { journey } from './fixtures/journey.ts';
import { customerPages, guestPages, merchantPages } from './pages/every-page.ts';
import { type PageCase, waitUntilLoaded } from './pages/page-case.ts';
import { createPageFixtures, type PageFixtures } from './pages/page-fixtures.ts';

let fixtures: PageFixtures;
before(async () => {
  fixtures = await createPageFixtures(shopUrl(), await createDeadLetter('v9'));
});

const inBoth = process.env.EVERY_THEME_AND_LANGUAGE !== undefined;
/** A page costs two seconds of CPU time. */
const checkedOf = (pages: readonly PageCase[]) => (inBoth ? pages : pages.filter((_, at) => at % 3 === 0));
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const languages = inBoth ? (['en', 'de'] as const) : (['de'] as const);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** The rules whose result depends on the theme. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/**
 * Passing rules are not reported, because describing them costs more than checking them. Results of several frames are merged
 * in a page opened only for that: skipped where there is one frame, as on most pages.
 */
const axeFor = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(page.frames().length === 1);

/** @param shown the themes; in each but the first only the rules of colours are checked */
async function violations(page: Page, shown: readonly Theme[]): Promise<string[]> {
  const found: string[] = [];
  for (const [at, theme] of shown.entries()) {
    await page.emulateMedia({ colorScheme: theme });
    const builder = at === 0 ? axeFor(page).withTags(tags) : axeFor(page).withRules(ofColours);
    for (const { id, nodes } of (await builder.analyze()).violations)
      found.push(...nodes.map((node) => `${theme}: ${id} at ${node.target.join(' ')}: ${node.failureSummary}`));
  }
  return found;
}

/** The languages in which a page is wider than a phone. */
async function overflows(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const found: string[] = [];
  for (const language of languages) {
    // A page without a choice of languages is measured as it is.
    await switchLanguage(page, language);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > 390) found.push(`${language}: ${width} px wide on a phone of 390 px`);
  }
  await switchLanguage(page, 'en');
  if (before) await page.setViewportSize(before);
  return found;
}

function meetsGuidelines(whose: string, pages: readonly PageCase[], account: () => Account | undefined): void {
  journey(`the pages of ${whose} meet WCAG 2.1 AA and fit a phone`, async (visit) => {
    const lookAt = async (some: readonly PageCase[]): Promise<string[]> => {
      const { page, expectError } = await visit();
      const who = account();
      if (who) await logIn(page, who);
      const found: string[] = [];
      for (const [at, { name, open, expectedError: means }] of some.entries()) {
        if (means) expectError(means);
        await open(page, fixtures);
        await waitUntilLoaded(page);
        const all = [
          ...(await violations(page, inBoth ? themes : [themes[at % 2] ?? 'light'])),
          ...(await overflows(page)),
        ];
        found.push(...all.map((text) => `${name}, ${text}`));
      }
      return found;
    };
    // Two at a time: a full check takes one or two seconds of CPU time per page.
    const checked = checkedOf(pages);
    const half = Math.ceil(checked.length / 2);
    const found = await Promise.all([lookAt(checked.slice(0, half)), lookAt(checked.slice(half))]);
    assert.deepEqual(found.flat(), []);
  });
}

meetsGuidelines('a guest', guestPages, () => undefined);
meetsGuidelines('a customer', customerPages, () => fixtures.customer);
meetsGuidelines('a merchant', merchantPages, () => fixtures.merchant);

for (const width of [360, 1_280]) {
  journey(`no layout shift while the first page, a product and the cart load, ${width} px wide`, async (visit) => {
    const { page: first, context } = await visit({ viewport: { width, height: 800 } });
    await addToCart(first, fixtures.product);
    for (const path of ['/', `/product/${fixtures.product.id}`, '/cart']) {
      // A new tab starts at the top.
      const page = await context.newPage();
      await page.goto(path);
      await waitUntilLoaded(page);
      const shift = await page.evaluate<number>('layoutShift');
      assert.ok(shift < 0.01, `${path} moved by ${shift}`);
    }
  });
}
