/**
 * A journey is a test with browsers. All of a file share one Chromium; each visitor has cookies of their own. It fails for
 * whatever its pages complain of, too, and leaves pictures of what was there when it failed.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { shopUrl, wayToShop } from '../../shop-under-test.ts';
import { launchChromium } from './launch-chromium.ts';
import { newVisitor, type Visitor } from './visitor.ts';

export type Visit = (options?: BrowserContextOptions) => Promise<Visitor>;

let browser: Promise<Browser> | undefined;
after(async () => (await browser)?.close());

export function journey(name: string, play: (visit: Visit) => Promise<void>): void {
  test(name, async () => {
    const visitors: Visitor[] = [];
    browser ??= launchChromium(wayToShop);
    const here = await browser;
    try {
      await play(async (options) => {
        const visitor = await newVisitor(here, shopUrl(), options);
        visitors.push(visitor);
        return visitor;
      });
      assert.deepEqual(
        visitors.flatMap((visitor) => visitor.faults()),
        [],
      );
    } catch (error) {
      const pictures = await takePictures(name, visitors);
      throw new Error(`${error instanceof Error ? error.message : error}\nas it looked: ${pictures}`, {
        cause: error,
      });
    } finally {
      await Promise.all(visitors.map(({ context }) => context.close()));
    }
  });
}

async function takePictures(name: string, visitors: readonly Visitor[]): Promise<string> {
  const folder = join(tmpdir(), 'mambogo-journeys');
  mkdirSync(folder, { recursive: true });
  const pages = visitors.flatMap(({ context }) => context.pages());
  const files = pages.map(async (page, place) => {
    const path = join(folder, `${name.replaceAll(/\W+/g, '-')}-${place}.png`);
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    return `${page.url()} ${path}`;
  });
  return (await Promise.all(files)).join(', ');
}
