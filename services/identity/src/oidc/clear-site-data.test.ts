import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBrowser } from '../../testing/browser.ts';
import { logIn } from '../../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../../testing/start-identity.ts';

const clean: (() => unknown)[] = [];
let identity: RunningIdentity;
/** The header of each response to the log-out form. */
const headers: (string | null)[] = [];
before(async () => {
  identity = await startIdentity({ after: (one) => clean.push(one) });
});
after(async () => {
  for (const one of clean.reverse()) await one();
});

/** A browser that records the header when its user logs out. */
const recordingBrowser = (): Pick<RunningIdentity, 'ask'> => ({
  ask: async (path, init) => {
    const response = await identity.ask(path, init);
    if (path.startsWith('/auth/logout/confirm')) headers.push(response.headers.get('clear-site-data'));
    return response;
  },
});

test('logging out sends Clear-Site-Data; staying logged in does not', async () => {
  const { browser: loggedIn } = await logIn(identity, 'demo', 'demo');
  const browser = createBrowser(recordingBrowser());
  for (const [name, cookie] of loggedIn.cookies) (browser.cookies as Map<string, typeof cookie>).set(name, cookie);
  await browser.submit(await browser.open('/auth/logout'), {});
  await browser.submit(await browser.open('/auth/logout'), { logout: 'yes' });
  assert.deepEqual(headers, [null, '"cache", "storage"']);
});
