import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser } from '../../testing/browser.ts';
import { logIn } from '../../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../../testing/start-identity.ts';

const clean: (() => unknown)[] = [];
let identity: RunningIdentity;
/** What was said at each answer to the log-out form. */
const headers: (string | null)[] = [];
before(async () => {
  identity = await startIdentity({ after: (one) => clean.push(one) });
});
after(async () => {
  for (const one of clean.reverse()) await one();
});

/** A browser that notes what is said when somebody logs out. */
const listening = (): Pick<RunningIdentity, 'ask'> => ({
  ask: async (path, init) => {
    const answer = await identity.ask(path, init);
    if (path.startsWith('/auth/logout/confirm')) headers.push(answer.headers.get('clear-site-data'));
    return answer;
  },
});

test('who logs out is told to leave nothing behind; who stays is not', async () => {
  const { browser: loggedIn } = await logIn(identity, 'demo', 'demo');
  const browser = createBrowser(listening());
  for (const [name, cookie] of loggedIn.cookies) (browser.cookies as Map<string, typeof cookie>).set(name, cookie);
  await browser.submit(await browser.open('/auth/logout'), {});
  await browser.submit(await browser.open('/auth/logout'), { logout: 'yes' });
  assert.deepEqual(headers, [null, '"cache", "storage"']);
});
