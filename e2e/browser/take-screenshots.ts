/**
 * `npm run screenshots`: screenshots of every page of a running shop, light and dark, narrow and wide, as PNGs in a folder.
 * Exit codes as for `npm run buy`.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import type { Browser } from 'playwright-core';
import { bad, good, print } from '../scripts/print.ts';
import { clientCommandLine, reachShop } from '../shopper/client-command-line.ts';
import { clientError } from '../shopper/client-error.ts';
import { type Account, logIn } from './actions/log-in.ts';
import { launchChromium } from './fixtures/launch-chromium.ts';
import { newUserContext } from './fixtures/user-context.ts';
import { customerPages, guestPages, merchantPages } from './pages/every-page.ts';
import { type PageCase, waitUntilLoaded } from './pages/page-case.ts';
import { createPageFixtures, type PageFixtures } from './pages/page-fixtures.ts';

const {
  into,
  only,
  letter: deadLetterId,
  top,
  ...where
} = clientCommandLine('screenshots', {
  purpose: 'Takes screenshots of every page of a running shop, light and dark, narrow and wide, into a folder.',
  examples: [
    ['', `all pages, into ${join(tmpdir(), 'mambogo-screenshots')}`],
    ['--only cart --top', 'the visible part of pages with "cart" in their name'],
  ],
})
  .option('--into <folder>', 'the folder for the screenshots', join(tmpdir(), 'mambogo-screenshots'))
  .option('--only <word>', 'only pages whose name contains this', '')
  .option('--letter <id>', 'a dead letter of the order service to show')
  .option('--top', 'only the visible part, not the whole page', false)
  .parse()
  .opts();

makeFolder(into);
try {
  const fixtures = await createPageFixtures(reachShop(where), deadLetterId);
  const browser = await launchChromium();
  let taken = 0;
  for (const width of [1_280, 360]) {
    taken += await takeAll(browser, fixtures, width, guestPages);
    taken += await takeAll(browser, fixtures, width, customerPages, fixtures.customer);
    taken += await takeAll(browser, fixtures, width, merchantPages, fixtures.merchant);
  }
  await browser.close();
  print(good(`${taken} screenshots in ${into}`));
} catch (error) {
  fail(1, clientError(error));
}

async function takeAll(
  browser: Browser,
  fixtures: PageFixtures,
  width: number,
  pages: readonly PageCase[],
  who?: Account,
) {
  const selected = pages.filter(({ name }) => name.includes(only));
  if (selected.length === 0) return 0;
  const { page, context } = await newUserContext(browser, fixtures.shop, {
    viewport: { width, height: width < 500 ? 740 : 800 },
  });
  if (who) await logIn(page, who);
  for (const { name, open } of selected) {
    await open(page, fixtures);
    await waitUntilLoaded(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: !top });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    print(`${name} ${width}`);
  }
  await context.close();
  return selected.length * 2;
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
