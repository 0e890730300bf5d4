/**
 * `npm run screenshots`: every page of a running shop, light and dark, narrow and wide, as PNGs in a folder, to be looked at.
 * Exit codes as of `npm run buy`.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { bad, good, print } from '../story/print.ts';
import { type Account, logIn } from './acts/log-in.ts';
import { customerPages, guestPages, merchantPages } from './pages/every-page.ts';
import { type SomePage, settled } from './pages/some-page.ts';
import { makeWorld, type World } from './pages/world.ts';
import { launchChromium } from './stage/launch-chromium.ts';
import { newVisitor } from './stage/visitor.ts';

const usage = `usage: npm run screenshots -- [options]

  --url URL          where the shop is                       (default http://localhost:8080)
  --into FOLDER      where the pictures go                   (default ${join(tmpdir(), 'mambogo-screenshots')})
  --only WORD        only pages whose name has this in it
  --letter ID        a dead letter of the order service to show
  --top              only what is in sight at once, not the whole page`;

const { url, into, only, letter, top } = readOptions(process.argv.slice(2));
mkdirSync(into, { recursive: true });
try {
  const world = await makeWorld(new URL(url).origin, letter);
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
  fail(1, error instanceof Error ? error.message : String(error));
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

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: 'http://localhost:8080' },
        into: { type: 'string', default: join(tmpdir(), 'mambogo-screenshots') },
        only: { type: 'string', default: '' },
        letter: { type: 'string' },
        top: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      process.exit(0);
    }
    if (!URL.canParse(values.url)) throw new Error(`--url ${values.url} is no web address`);
    return values;
  } catch (error) {
    return fail(64, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
