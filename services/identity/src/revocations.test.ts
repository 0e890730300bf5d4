import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RevocationLine, streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { until } from '@mambogo/testing/until.ts';
import jwt from 'jsonwebtoken';
import { logIn, refresh, spa, tokensFrom } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
let other: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
  other = await identity.another();
});
after(async () => {
  identity.context.stopping.abort();
  for (const clean of cleaning) await clean();
});

let people = 0;
async function newPerson() {
  people += 1;
  const login = `person-${people}`;
  const id = await identity.context.people.add({ login, password: 'correct horse', roles: ['USER'] });
  assert.ok(id);
  return { id, login, logIn: () => logIn(identity, login, 'correct horse') };
}

const isGood = async (of: RunningIdentity, token: string): Promise<boolean> => {
  const { status } = await of.ask('/auth/userinfo', { headers: { authorization: `Bearer ${token}` } });
  assert.ok(status === 200 || status === 401, String(status));
  return status === 200;
};

/** On every instance, within the documented time. */
const refusedEverywhere = (token: string) =>
  until('it is refused', async () => !(await isGood(identity, token)) && !(await isGood(other, token)), 2_000);

test('an access token carries its session and the epoch of its person', async () => {
  const { id, logIn } = await newPerson();
  const { tokens } = await logIn();
  const first = jwt.decode(tokens.access_token, { json: true });
  const second = jwt.decode((await tokensFrom(refresh(identity, spa, tokens.refresh_token))).access_token, {
    json: true,
  });
  assert.ok(first?.sid);
  assert.equal(second?.sid, first.sid);
  assert.deepEqual([first.sub, first.epoch], [id, 0]);
});

test('logging out ends the access tokens of that session only', async () => {
  const { logIn } = await newPerson();
  const [mine, elsewhere] = [await logIn(), await logIn()];
  assert.ok(await isGood(other, mine.tokens.access_token));
  const asked = await mine.browser.open(`/auth/logout?id_token_hint=${mine.tokens.id_token}`);
  await mine.browser.submit(asked, { logout: 'yes' });
  await refusedEverywhere(mine.tokens.access_token);
  assert.ok(await isGood(identity, elsewhere.tokens.access_token));
});

test('answering the log-out question with no keeps the session', async () => {
  const { logIn } = await newPerson();
  const { browser, tokens } = await logIn();
  const asked = await browser.open(`/auth/logout?id_token_hint=${tokens.id_token}`);
  await browser.submit(asked, {});
  const rows = await identity.context.database.query<unknown[]>('select from revocation where sid = $1', [
    jwt.decode(tokens.access_token, { json: true })?.sid,
  ]);
  assert.equal(rows.length, 0);
});

test('a new password ends the tokens of all other sessions and keeps this one', async () => {
  const { logIn } = await newPerson();
  const [here, elsewhere] = [await logIn(), await logIn()];
  const page = await here.browser.open('/auth/account/password');
  const done = await here.browser.submit(page, { password: 'correct horse', newPassword: 'battery staple 9 lamp' });
  assert.equal(done.status, 200, done.text);
  await refusedEverywhere(elsewhere.tokens.access_token);
  assert.ok(await isGood(other, here.tokens.access_token));
});

test('changed roles end every token with the old ones; the session gets new tokens', async () => {
  const { id, logIn } = await newPerson();
  const { tokens } = await logIn();
  await identity.context.administeredPeople.setRoles(id, ['USER', 'ADMIN'], { actor: 'service:test' });
  await refusedEverywhere(tokens.access_token);
  const renewed = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  assert.ok(await isGood(other, renewed.access_token));
  assert.deepEqual(jwt.decode(renewed.access_token, { json: true })?.roles, ['USER', 'ADMIN']);
});

test('an administrator who ends a person’s sessions ends all their tokens', async () => {
  const { id, logIn } = await newPerson();
  const both = [await logIn(), await logIn()];
  await identity.context.signedInSessions.endAll(id);
  for (const { tokens } of both) {
    await refusedEverywhere(tokens.access_token);
    assert.equal((await refresh(identity, spa, tokens.refresh_token)).status, 400);
  }
});

test('deleting an account ends its tokens, and ending one of several sessions ends that session’s', async () => {
  const { logIn } = await newPerson();
  const [one, two] = [await logIn(), await logIn()];
  const sid = String(jwt.decode(one.tokens.access_token, { json: true })?.sid);
  const list = await two.browser.open('/auth/account/sessions');
  await two.browser.submit(list, { session: sid });
  await refusedEverywhere(one.tokens.access_token);
  const page = await two.browser.open('/auth/account/delete');
  await two.browser.submit(page, { password: 'correct horse' });
  await refusedEverywhere(two.tokens.access_token);
});

test('reusing a refresh token ends the access tokens of the session', async () => {
  const { logIn } = await newPerson();
  const { tokens } = await logIn();
  const second = await tokensFrom(refresh(identity, spa, tokens.refresh_token));
  await tokensFrom(refresh(identity, spa, second.refresh_token));
  await refresh(identity, spa, tokens.refresh_token);
  await refusedEverywhere(second.access_token);
});

/** The lines of the feed up to its end. */
async function readFeed(of: RunningIdentity, after: number): Promise<RevocationLine[]> {
  const answer = await of.ask(`${streamRevocations.path}?after=${after}`);
  assert.equal(answer.headers.get('content-type'), 'application/x-ndjson');
  assert.ok(answer.body);
  let text = '';
  for await (const piece of answer.body) {
    text += Buffer.from(piece).toString();
    if (text.includes('"current"')) break;
  }
  return text
    .trim()
    .split('\n')
    .map((line) => RevocationLine.parse(JSON.parse(line)));
}

test('the feed sends every instance’s readers all lines after a cursor, in order, and everything for an unknown cursor', async () => {
  const { id } = await newPerson();
  const [before] = (await readFeed(identity, 0)).slice(-1);
  assert.ok(before);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 ? identity : other).context.signedInSessions.endAll(id)),
  );
  const feedLines = await readFeed(other, before.cursor);
  assert.equal(feedLines.filter(({ type }) => type !== 'current').length, 20);
  assert.deepEqual(
    feedLines.map(({ cursor }) => cursor),
    feedLines.map(({ cursor }) => cursor).toSorted((a, b) => a - b),
  );
  assert.equal(feedLines.at(-1)?.type, 'current');
  const all = await readFeed(other, 1_000_000);
  assert.ok(all.length > feedLines.length);
  assert.equal(all.at(-1)?.cursor, feedLines.at(-1)?.cursor);
  assert.equal((await identity.bare(streamRevocations.path)).status, 403, 'only its own sidecar may call it');
  assert.equal((await identity.ask(`${streamRevocations.path}?after=x`)).status, 400);
});
