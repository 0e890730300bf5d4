/** Shows the current page in another language: pages of the shop keep their state, an account's pages are loaded again. */
import type { Page } from 'playwright-core';
import { waitUntil } from '../../shopper/wait-until.ts';
import { waitUntilLoaded } from '../pages/page-case.ts';

/** @returns false if the page has no other languages, or can't be loaded again */
export async function switchLanguage(page: Page, language: 'en' | 'de'): Promise<boolean> {
  const url = new URL(page.url());
  if (url.pathname.startsWith('/auth/account')) {
    url.searchParams.set('ui_locales', language);
    await page.goto(url.href);
    return true;
  }
  // By an event of its own: behind an open dialog, the select can't be used.
  const isSwitched = await page.evaluate<boolean>(`(() => {
    const select = [...document.querySelectorAll('footer select')].find(({ options }) => [...options].some(({ value }) => value === 'de'));
    if (!select) return false;
    select.value = '${language}';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  })()`);
  if (!isSwitched) return false;
  const isShown = () => page.evaluate<boolean>(`document.documentElement.lang === '${language}'`);
  await waitUntil(`the page is shown in ${language}`, isShown, 30_000);
  await waitUntilLoaded(page);
  return true;
}
