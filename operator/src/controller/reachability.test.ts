import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { askPublicUrl, type PublicAnswer } from './ask-public-url.ts';
import type { Finding } from './conditions.ts';
import { createReachability } from './reachability.ts';

const url = 'https://shop.example.com';
const way = { publicUrl: url, address: '10.0.0.1', open: true };
const gateway: PublicAnswer = { from: 'gateway' };
const nobody: PublicAnswer = { from: 'nobody', why: 'ECONNREFUSED' };
const other = (status: number, location?: string): PublicAnswer => ({ from: 'other', status, location });

/** Asked once for each of the answers, in order, as often as it wants to ask by itself. */
async function said(answers: readonly PublicAnswer[]) {
  let time = 0;
  const [asked, left] = [[] as (string | undefined)[], [...answers]];
  const ask = async (_url: string, address?: string) => {
    asked.push(address);
    return left.shift() ?? assert.fail('asked more often');
  };
  const reachability = createReachability({ ask, now: () => time });
  while (left.length > 0) {
    time += reachability.look('demo/shop', way, undefined).again;
    await new Promise(setImmediate);
  }
  const { status, reason, message } = reachability.look('demo/shop', way, undefined).finding;
  return { said: `${status} ${reason}`, message, asked, time };
}

test('its gateway answers at the address of the ingress', async () => {
  const { said: is, asked } = await said([gateway]);
  assert.deepEqual([is, asked], ['True GatewayAnswers', ['10.0.0.1']]);
});

test('where nobody answers, the address or the public URL, nothing is known', async () => {
  const { said: is, asked, message } = await said([nobody, nobody]);
  assert.deepEqual([is, asked], ['Unknown NoAnswer', ['10.0.0.1', undefined]]);
  assert.match(message, /at 10\.0\.0\.1 could not be asked from here \(ECONNREFUSED\)/);
  assert.equal((await said([nobody, gateway])).said, 'True GatewayAnswers');
});

test('a name that is of each machine itself is not asked for: in its pod the operator would answer', async () => {
  const asked: unknown[] = [];
  const ask = async (_url: string, address?: string) => {
    asked.push(address);
    return nobody;
  };
  for (const publicUrl of ['http://localhost:8080', 'http://demo.localhost', 'https://127.0.0.1']) {
    const reachability = createReachability({ ask, now: () => 0 });
    reachability.look('a/b', { publicUrl, open: true }, undefined);
    await new Promise(setImmediate);
    assert.equal(reachability.look('a/b', { publicUrl, open: true }, undefined).finding.reason, 'NoAddress');
  }
  assert.deepEqual(asked, []);
});

test('somebody else is believed the third time in a row', async () => {
  assert.equal((await said([other(404), other(404)])).said, 'Unknown Waiting');
  assert.equal((await said([other(404), other(404), other(404)])).said, 'False AnsweredByAnother');
  assert.match((await said([502, 503, 504].map((status) => other(status)))).said, /^False GatewayNotFound/);
  assert.equal((await said([gateway, other(404), other(404)])).said, 'True GatewayAnswers');
  const shop = other(308, 'https://other.example.com/api/');
  assert.match((await said([shop, shop, shop])).message, /a shop whose address is https:\/\/other/);
  assert.equal((await said([other(404), other(404), other(404), gateway])).said, 'True GatewayAnswers');
});

test('a log-in or a page that stands before a shop on purpose counts neither way', async () => {
  for (const status of [301, 302, 401, 403, 200])
    assert.equal((await said([other(status)])).said, 'Unknown AnsweredByAnother');
});

test('it is asked while it is open only, not again at once, and what was said before holds until then', async () => {
  let count = 0;
  const ask = async () => {
    count += 1;
    return gateway;
  };
  const reachability = createReachability({ ask, now: () => 0 });
  const before: Finding = { type: 'Reachable', status: 'True', reason: 'GatewayAnswers', message: 'before' };
  const condition = { ...before, observedGeneration: 1, lastTransitionTime: '' };
  const closed = reachability.look('a/b', { ...way, open: false }, condition);
  assert.deepEqual([closed.finding, count], [before, 0]);
  for (let look = 0; look < 5; look += 1) {
    reachability.look('a/b', way, condition);
    await new Promise(setImmediate);
  }
  assert.equal(count, 1);
});

test('who answers is known by what every gateway sends', async (context) => {
  let answer = (response: ServerResponse) => void response.writeHead(404).end('default backend');
  const server = createServer((request, response) => {
    assert.equal(request.headers.host, 'shop.invalid');
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = () => askPublicUrl('http://shop.invalid', `127.0.0.1:${port}`);
  assert.deepEqual(await ask(), { from: 'other', status: 404, location: undefined });
  const headers = { 'reporting-endpoints': 'csp="/csp-report"' };
  answer = (response) => void response.writeHead(404, headers).end();
  assert.deepEqual(await ask(), gateway);
  const location = 'https://other.example.com/api/';
  answer = (response) => void response.writeHead(308, { ...headers, location }).end();
  assert.deepEqual(await ask(), other(308, location));
  server.close();
  server.closeAllConnections();
  assert.deepEqual(await ask(), { from: 'nobody', why: 'ECONNREFUSED' });
});
