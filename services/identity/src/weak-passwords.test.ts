/** Weak passwords are rejected wherever one is chosen, with a hint how to find a better one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser } from '../testing/browser.ts';
import { attempt, logIn, spa } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { messages as de } from './api/language/de.ts';
import { messages as en } from './api/language/en.ts';
import { demoAccounts } from './store/demo-accounts.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

test('at sign-up, in the language of the page', async () => {
  for (const [language, texts] of [
    ['en', en],
    ['de', de],
  ] as const) {
    const browser = createBrowser(identity);
    const form = await browser.open(attempt(spa, { prompt: 'create', ui_locales: language }).address);
    for (const [password, why] of [
      ['password', 'common'],
      ['        ', 'pattern'],
      ['mambogo1', 'personal'],
      ['ana.silva7', 'personal'],
    ] as const) {
      const refused = await browser.submit(form, { login: 'ana.silva', password });
      assert.equal(refused.status, 422, password);
      assert.ok(refused.text.includes(texts.faults.password[why]), password);
      assert.ok(!refused.text.includes(`value="${password}"`));
    }
  }
  const rows = await identity.context.database.query('select 1 from person');
  assert.equal(rows.length, demoAccounts.length, 'only the demo accounts');
});

test('when changing the password, which keeps the old one', async () => {
  const { people } = identity.context;
  await people.add({ login: 'cy.young', password: 'correct horse battery', roles: ['USER'] });
  const { browser } = await logIn(identity, 'cy.young', 'correct horse battery');
  const form = await browser.open('/auth/account/password');
  const refused = await browser.submit(form, { password: 'correct horse battery', newPassword: 'qwertyuiop' });
  assert.equal(refused.status, 422);
  assert.ok(refused.text.includes(en.faults.password.common));
  assert.ok(await people.authenticate('cy.young', 'correct horse battery'));
});
