import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Condition } from '../status/conditions.ts';
import { type ProbeResult, probePublicUrl } from './probe-public-url.ts';
import { createReachabilityCheck } from './reachability-check.ts';

const url = 'https://shop.example.com';
const endpoint = { publicUrl: url, address: '10.0.0.1', open: true };
const gateway: ProbeResult = { from: 'gateway' };
const noResponse: ProbeResult = { from: 'nobody', reason: 'ECONNREFUSED' };
const otherResponse = (status: number, location?: string): ProbeResult => ({ from: 'other', status, location });

/** Probes once per given result, in order, whenever the check wants to. */
async function reasonsFor(answers: readonly ProbeResult[]) {
  let time = 0;
  const [asked, left] = [[] as (string | undefined)[], [...answers]];
  const ask = async (_url: string, address?: string) => {
    asked.push(address);
    return left.shift() ?? assert.fail('asked more often');
  };
  const reachability = createReachabilityCheck({ probe: ask, now: () => time });
  while (left.length > 0) {
    time += reachability.check('demo/shop', endpoint, undefined).recheckAfter;
    await new Promise(setImmediate);
  }
  const { status, reason, message } = reachability.check('demo/shop', endpoint, undefined).condition;
  return { said: `${status} ${reason}`, message, asked, time };
}

test('is True when the gateway responds at the address of the ingress', async () => {
  const { said: is, asked } = await reasonsFor([gateway]);
  assert.deepEqual([is, asked], ['True GatewayAnswers', ['10.0.0.1']]);
});

test('is Unknown without a response from the address or the public URL', async () => {
  const { said: is, asked, message } = await reasonsFor([noResponse, noResponse]);
  assert.deepEqual([is, asked], ['Unknown NoAnswer', ['10.0.0.1', undefined]]);
  assert.match(message, /at 10\.0\.0\.1 could not be reached from the operator's pod \(ECONNREFUSED\)/);
  assert.equal((await reasonsFor([noResponse, gateway])).said, 'True GatewayAnswers');
});

test('does not probe a loopback name, at which the operator itself would respond', async () => {
  const asked: unknown[] = [];
  const ask = async (_url: string, address?: string) => {
    asked.push(address);
    return noResponse;
  };
  for (const publicUrl of ['http://localhost:8080', 'http://demo.localhost', 'https://127.0.0.1']) {
    const reachability = createReachabilityCheck({ probe: ask, now: () => 0 });
    reachability.check('a/b', { publicUrl, open: true }, undefined);
    await new Promise(setImmediate);
    assert.equal(reachability.check('a/b', { publicUrl, open: true }, undefined).condition.reason, 'NoAddress');
  }
  assert.deepEqual(asked, []);
});

test('turns False after three negative results in a row', async () => {
  assert.equal((await reasonsFor([otherResponse(404), otherResponse(404)])).said, 'Unknown Waiting');
  assert.equal(
    (await reasonsFor([otherResponse(404), otherResponse(404), otherResponse(404)])).said,
    'False AnsweredByAnother',
  );
  assert.match(
    (await reasonsFor([502, 503, 504].map((status) => otherResponse(status)))).said,
    /^False GatewayNotFound/,
  );
  assert.equal((await reasonsFor([gateway, otherResponse(404), otherResponse(404)])).said, 'True GatewayAnswers');
  const shop = otherResponse(308, 'https://other.example.com/api/');
  assert.match((await reasonsFor([shop, shop, shop])).message, /a shop whose address is https:\/\/other/);
  assert.equal(
    (await reasonsFor([otherResponse(404), otherResponse(404), otherResponse(404), gateway])).said,
    'True GatewayAnswers',
  );
});

test('ignores a log-in or redirect page in front of a shop', async () => {
  for (const status of [301, 302, 401, 403, 200])
    assert.equal((await reasonsFor([otherResponse(status)])).said, 'Unknown AnsweredByAnother');
});

test('probes only an exposed shop, not too often, and keeps the last result meanwhile', async () => {
  let count = 0;
  const ask = async () => {
    count += 1;
    return gateway;
  };
  const reachability = createReachabilityCheck({ probe: ask, now: () => 0 });
  const before: Condition = { type: 'Reachable', status: 'True', reason: 'GatewayAnswers', message: 'before' };
  const condition = { ...before, observedGeneration: 1, lastTransitionTime: '' };
  const closed = reachability.check('a/b', { ...endpoint, open: false }, condition);
  assert.deepEqual([closed.condition, count], [before, 0]);
  for (let round = 0; round < 5; round += 1) {
    reachability.check('a/b', endpoint, condition);
    await new Promise(setImmediate);
  }
  assert.equal(count, 1);
});

test('recognizes a gateway by the headers every gateway sends', async (context) => {
  let answer = (response: ServerResponse) => void response.writeHead(404).end('default backend');
  const server = createServer((request, response) => {
    assert.equal(request.headers.host, 'shop.invalid');
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = () => probePublicUrl('http://shop.invalid', `127.0.0.1:${port}`);
  assert.deepEqual(await ask(), { from: 'other', status: 404, location: undefined });
  const headers = { 'reporting-endpoints': 'csp="/csp-report"' };
  answer = (response) => void response.writeHead(404, headers).end();
  assert.deepEqual(await ask(), gateway);
  const location = 'https://other.example.com/api/';
  answer = (response) => void response.writeHead(308, { ...headers, location }).end();
  assert.deepEqual(await ask(), otherResponse(308, location));
  server.close();
  server.closeAllConnections();
  assert.deepEqual(await ask(), { from: 'nobody', reason: 'ECONNREFUSED' });
});
