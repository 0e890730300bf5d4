/**
 * `npm run screenshots`: screenshots of every page of a running shop, light and dark, narrow and wide, English and German, as PNGs in
 * a folder.
 * Exit codes as for `npm run buy`.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import { bad, good, print } from '@mambogo/terminal/print.ts';
import type { Browser } from 'playwright-core';
import { clientCommandLine, reachShop } from '../shopper/client-command-line.ts';
import { clientError } from '../shopper/client-error.ts';
import { type Account, logIn } from './actions/log-in.ts';
import { switchLanguage } from './actions/switch-language.ts';
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
  purpose:
    'Takes screenshots of every page of a running shop, light and dark, narrow and wide, English and German, into a folder.',
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
  for (const width of [1_440, 390]) {
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
    viewport: { width, height: width < 500 ? 844 : 900 },
  });
  if (who) await logIn(page, who);
  let count = 0;
  for (const { name, open } of selected) {
    await open(page, fixtures);
    await waitUntilLoaded(page);
    await page.evaluate(`for (const image of document.images) image.loading = 'eager'`);
    for (const language of ['en', 'de'] as const) {
      if (language !== 'en' && !(await switchLanguage(page, language))) continue;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await waitUntilLoaded(page);
        await page.screenshot({ path: join(into, `${name}-${width}-${language}-${colorScheme}.png`), fullPage: !top });
        count += 1;
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await switchLanguage(page, 'en');
    print(`${name} ${width}`);
  }
  await context.close();
  return count;
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
