/**
 * `npm run screenshots`: every page of a running shop, light and dark, narrow and wide, as PNGs in a folder, to be looked at.
 * Exit codes as of `npm run buy`.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '@mambogo/local/cli/make-folder.ts';
import type { Browser } from 'playwright-core';
import { clientCommandLine, reachShop } from '../shopper/client-command-line.ts';
import { clientError } from '../shopper/client-error.ts';
import { bad, good, print } from '../story/print.ts';
import { type Account, logIn } from './acts/log-in.ts';
import { customerPages, guestPages, merchantPages } from './pages/every-page.ts';
import { type SomePage, settled } from './pages/some-page.ts';
import { makeWorld, type World } from './pages/world.ts';
import { launchChromium } from './stage/launch-chromium.ts';
import { newVisitor } from './stage/visitor.ts';

const { into, only, letter, top, ...where } = clientCommandLine('screenshots', {
  purpose: 'Every page of a running shop, light and dark, narrow and wide, as PNGs in a folder, to be looked at.',
  examples: [
    ['', `all of them, into ${join(tmpdir(), 'mambogo-screenshots')}`],
    ['--only cart --top', 'what is in sight at once of pages with "cart" in their name'],
  ],
})
  .option('--into <folder>', 'where the pictures go', join(tmpdir(), 'mambogo-screenshots'))
  .option('--only <word>', 'only pages whose name has this in it', '')
  .option('--letter <id>', 'a dead letter of the order service to show')
  .option('--top', 'only what is in sight at once, not the whole page', false)
  .parse()
  .opts();

makeFolder(into);
try {
  const world = await makeWorld(reachShop(where), letter);
  const browser = await launchChromium();
  let taken = 0;
  for (const width of [1_280, 360]) {
    taken += await takeAll(browser, world, width, guestPages);
    taken += await takeAll(browser, world, width, customerPages, world.customer);
    taken += await takeAll(browser, world, width, merchantPages, world.merchant);
  }
  await browser.close();
  print(good(`${taken} pictures in ${into}`));
} catch (error) {
  fail(1, clientError(error));
}

async function takeAll(browser: Browser, world: World, width: number, pages: readonly SomePage[], who?: Account) {
  const wanted = pages.filter(({ name }) => name.includes(only));
  if (wanted.length === 0) return 0;
  const { page, context } = await newVisitor(browser, world.shop, {
    viewport: { width, height: width < 500 ? 740 : 800 },
  });
  if (who) await logIn(page, who);
  for (const { name, open } of wanted) {
    await open(page, world);
    await settled(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: !top });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    print(`${name} ${width}`);
  }
  await context.close();
  return wanted.length * 2;
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
