/** The pages use the shop's language, else the browser's, else English. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser, type Page } from '../testing/browser.ts';
import { attempt, logIn, spa } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { messages as de } from './api/language/de.ts';
import { messages as en } from './api/language/en.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

function isIn(page: Page, language: 'en' | 'de', title: string): void {
  assert.match(page.text, new RegExp(`<html lang="${language}">`), page.url.href);
  assert.equal(page.headers.get('content-language'), language);
  assert.match(page.headers.get('vary') ?? '', /Accept-Language/i);
  assert.match(page.text, new RegExp(`<h1>${title}</h1>`));
}

test('uses the shop’s language rather than the browser’s, and keeps it for the pages that follow', async () => {
  const browser = createBrowser(identity, 'en-GB,en;q=0.9');
  const page = await browser.open(attempt(spa, { ui_locales: 'de' }).address);
  isIn(page, 'de', de.logIn.title);
  const wrong = await browser.submit(page, { login: 'demo', password: 'wrong' });
  assert.equal(wrong.status, 422);
  isIn(wrong, 'de', de.logIn.title);
  assert.match(wrong.text, /<title>Fehler: Anmelden/);
  assert.ok(wrong.text.includes(de.faults.logIn));
  isIn(await browser.open(`${page.url.pathname}/sign-up`), 'de', de.signUp.title);
  isIn(await browser.open('/auth/account/email'), 'de', de.logIn.title);
  isIn(await browser.open('/auth/nothing'), 'de', de.errors.title);
  isIn(await browser.open(attempt(spa, { ui_locales: 'en' }).address), 'en', en.logIn.title);
});

test('a log-in keeps the language it began in, whatever another tab does', async () => {
  const browser = createBrowser(identity);
  const german = await browser.open(attempt(spa, { ui_locales: 'de' }).address);
  isIn(await browser.open('/auth/nothing?ui_locales=en'), 'en', en.errors.title);
  isIn(await browser.open(german.url), 'de', de.logIn.title);
});

test('without a language from the shop uses the browser’s, and English for unsupported languages', async () => {
  for (const [preferred, language] of [
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr,de;q=0.5,en;q=0.2', 'de'],
    ['en,de;q=0.5', 'en'],
    ['pt-BR', 'en'],
    ['', 'en'],
  ] as const)
    isIn(
      await createBrowser(identity, preferred).open(attempt(spa).address),
      language,
      { de, en }[language].logIn.title,
    );
  const asked = await createBrowser(identity, 'de').open(attempt(spa, { ui_locales: '<script>' }).address);
  isIn(asked, 'de', de.logIn.title);
});

test('account pages, their errors and their times use the same language', async () => {
  const { browser } = await logIn(identity, 'demo', 'demo', spa, { ui_locales: 'de-CH en' });
  isIn(await browser.open('/auth/account'), 'de', de.account.title);
  const sessions = await browser.open('/auth/account/sessions');
  isIn(sessions, 'de', de.sessions.title);
  assert.match(sessions.text, /Ein Programm/);
  assert.match(sessions.text, /Seit <time datetime="[^"]+">\d\d\.\d\d\.\d{4}, \d\d:\d\d UTC/);
  for (const [path, title] of [
    ['email', de.email.addTitle],
    ['password', de.password.title],
    ['delete', de.deletion.title],
  ] as const)
    isIn(await browser.open(`/auth/account/${path}`), 'de', title);
  isIn(await browser.open('/auth/logout'), 'de', 'Abmelden\\?');
  const old = await browser.submit(sessions, { token: 'old' }, '/auth/account/sessions');
  assert.equal(old.status, 403);
  assert.ok(old.text.includes(de.errors.oldPage));
});

const sameWords = new Set(['Passkey', 'Passkeys', 'Name', 'Code']);

test('texts differ between the languages, except names and identical words', () => {
  const texts = (messages: object): string[] =>
    Object.values(messages).flatMap((value) =>
      typeof value === 'string' ? [value] : typeof value === 'object' ? texts(value) : [],
    );
  const german = new Set(texts(de));
  assert.deepEqual(
    texts(en).filter((text) => german.has(text) && !sameWords.has(text)),
    [],
  );
});
