/** Gets through the log-in's pages: with an existing account, or by signing up. */
import type { Browser, Page } from './browser.ts';
import { findLink, parseForms, visibleText } from './html-form.ts';

/** Leads from the first page of a log-in to its redirect. */
export type CompleteLogin = (browser: Browser, first: Page) => Promise<Page>;

export const logInPages =
  (login: string, password: string): CompleteLogin =>
  (browser, page) =>
    fillIn(browser, page, { login, password });

export const signUpPages =
  (login: string, password: string): CompleteLogin =>
  async (browser, page) => {
    const link = findLink(page.html, page.url, '/sign-up');
    if (!link) throw new Error(`no sign-up link on ${page.url.pathname}: ${read(page)}`);
    return fillIn(browser, await browser.visit(link), { login, password });
  };

async function fillIn(browser: Browser, page: Page, values: { login: string; password: string }): Promise<Page> {
  const form = parseForms(page.html, page.url).find(({ fields }) => 'login' in fields && 'password' in fields);
  if (!form) throw new Error(`no log-in form on ${page.url.pathname}: ${read(page)}`);
  const next = await browser.submit(form, values);
  if (next.status !== 0) throw new Error(`the shop rejected the log-in of ${values.login}: ${read(next)}`);
  return next;
}

/** The page's error message, else its first words. */
function read({ html, status }: Page): string {
  const alerts = [...html.matchAll(/<p\b[^>]*role="alert"[^>]*>(.*?)<\/p>/gis)].map(([, text = '']) =>
    visibleText(text),
  );
  return alerts.join(' ') || visibleText(html).slice(0, 120) || `status ${status}`;
}
