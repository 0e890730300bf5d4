/** Fills in and submits a form on one of the shop's own pages. */
import assert from 'node:assert/strict';
import { shopUrl } from '../shop-under-test.ts';
import type { Browser } from './browser.ts';
import { parseForms } from './html-form.ts';

/** Fills in the form with this `action`. */
export async function submitForm(
  browser: Browser,
  path: string,
  action: string,
  values: Record<string, string>,
): Promise<void> {
  const page = await browser.visit(new URL(path, shopUrl()));
  const form = parseForms(page.html, page.url).find((one) => one.action.pathname.endsWith(action));
  assert.ok(form, `${path} has a form to ${action}`);
  const { status, html } = await browser.submit(form, values);
  assert.equal(status, 200, html);
}
