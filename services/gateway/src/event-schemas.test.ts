import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import { eventsByType } from '@mambogo/contracts/events/events.ts';
import { request } from 'undici';
import { startGateway } from '../testing/start-gateway.ts';

test('serves the schema that `dataschema` of each event refers to, without a token', async (t) => {
  const gateway = await startGateway();
  t.after(() => gateway.stop());
  const get = (path: string, method: 'GET' | 'POST' = 'GET') =>
    request(`${gateway.url}${path}`, { method, headers: { host: 'shop.test' } });
  for (const type of eventsByType.keys()) {
    const response = await get(schemaPath(type));
    assert.equal(response.statusCode, 200);
    assert.match(String(response.headers['content-type']), /^application\/schema\+json/);
    const schema = (await response.body.json()) as Record<string, unknown>;
    assert.equal(schema.$id, schemaPath(type));
  }
  for (const unknown of ['com.mambogo.order.placed.v9', 'constructor'])
    assert.equal((await get(schemaPath(unknown))).statusCode, 404, unknown);
  assert.equal((await get(schemaPath('com.mambogo.order.placed.v1'), 'POST')).statusCode, 405);
});
