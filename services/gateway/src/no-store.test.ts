/** Responses that require a token, or were requested with one, are not cached: over all routes of the contracts. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import { Agent, request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

const dispatcher = new Agent();
let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ CATALOGUE_FRESH_SECONDS: '60' });
  for (const owner of routeOwners)
    gateway.sidecar.handlers.set(`shop-${owner}`, (incoming, response) => {
      const answer = () => response.writeHead(200, { 'cache-control': 'public, max-age=60' }).end('{}');
      incoming.resume().once('end', answer);
    });
});
after(async () => {
  await dispatcher.close();
  await gateway.stop();
});

const id = '0190a0b0-0000-7000-8000-000000000001';

for (const route of routes)
  test(`${route.id}: ${route.scopes ? 'no-store' : 'cache-control of the service, without a token'}`, async () => {
    const send = async (headers: Record<string, string>) => {
      const answer = await request(gateway.url + route.path.replaceAll(/\{\w+\}/g, id), {
        method: route.method,
        dispatcher,
        headers: { 'idempotency-key': 'k', ...headers },
      });
      await answer.body.dump();
      return answer.headers['cache-control'];
    };
    const authorization = `Bearer ${gateway.token((route.scopes ?? ['cart:manage']).join(' '))}`;
    // Twice: the second response may come from the cache.
    for (let time = 0; time < 2; time += 1) assert.equal(await send({ authorization }), 'no-store');
    assert.equal(await send({ authorization: 'Bearer a.b.c' }), 'no-store');
    assert.equal(await send({}), route.scopes ? 'no-store' : 'public, max-age=60');
  });
