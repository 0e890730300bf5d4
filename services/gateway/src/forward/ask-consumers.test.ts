import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  type Consumer,
  DeadLetter,
  DeadLetterPage,
  DeadLetterWithPayload,
  Replayed,
} from '@mambogo/contracts/api/dead-letters.ts';
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { envelope } from '@mambogo/testing/messaging/test-events.ts';
import { skip, startConsumers } from '../../testing/test-consumers.ts';

describe('the dead letters of all services', { skip }, async () => {
  if (skip) return;
  const { gateway, consumers, request, stop } = await startConsumers({ after });
  const services = ['order', 'inventory', 'product'] as const;
  const store = async (service: (typeof services)[number], id = newId()) => {
    await consumers[service].letters.store({ id, payload: 'broken', failure: { kind: 'poison', error: 'not JSON' } });
    return id;
  };
  const page = async (query: string) => DeadLetterPage.parse((await request('GET', query)).body);
  const slug = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${ProblemBody.parse(body).type.split('/').at(-1)}`;

  it('are merged into one list, newest first, that names unavailable services', async () => {
    for (const service of services) await store(service);
    const { items, unavailable, next } = await page('');
    assert.deepEqual(unavailable, ['cart', 'payment', 'notification']);
    assert.equal(next, undefined);
    assert.deepEqual(items.map(({ service }) => service).sort(), [...services].sort());
    const times = items.map(({ filedAt }) => filedAt);
    assert.deepEqual(times, [...times].sort().reverse());
    const head = await fetch(`${gateway.url}/api/v1/admin/dead-letters`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${gateway.token('admin:all')}` },
    });
    assert.deepEqual([head.status, head.headers.get('cache-control')], [200, 'no-store']);
  });

  it('are paged, each once, even if several services have the same event', async () => {
    for (const id of [newId(), newId(), newId()]) for (const service of services) await store(service, id);
    const all = (await page('?size=100')).items;
    assert.ok(all.length >= 12);
    for (const size of [1, 2, 5]) {
      const seen: DeadLetter[] = [];
      for (let query = `?size=${size}`; ; ) {
        const { items, next } = await page(query);
        assert.ok(items.length <= size);
        seen.push(...items);
        if (!next) break;
        assert.ok(next.length <= 200);
        query = `?size=${size}&cursor=${next}`;
      }
      assert.deepEqual(seen, all);
    }
  });

  it('can be listed for one service, or 503 if it is unavailable; only that one is called', async () => {
    gateway.sidecar.invoked.length = 0;
    const { items, unavailable } = await page('?service=product');
    assert.deepEqual([...new Set(items.map(({ service }) => service))], ['product']);
    assert.deepEqual(unavailable, []);
    assert.deepEqual(gateway.sidecar.invoked, ['shop-product /api/v1/admin/dead-letters?service=product']);
    assert.equal(slug(await request('GET', '?service=payment')), '503 upstream-unavailable');
    assert.equal(slug(await request('POST', '/cart/replay')), '503 upstream-unavailable');
  });

  it('are listed, replayed and discarded at the other services while one is down or hangs', async () => {
    const others: Consumer[] = ['cart', 'payment', 'notification'];
    for (const name of services) {
      const started = stop(name);
      assert.deepEqual(new Set((await page('')).unavailable), new Set([...others, name]));
      started();
    }
    const started = stop('order');
    gateway.sidecar.handlers.set('shop-order', () => undefined);
    const began = performance.now();
    const { items, unavailable } = await page('?size=100');
    const milliseconds = performance.now() - began;
    assert.ok(milliseconds < deadlines.edge.read, `the list took ${milliseconds} ms`);
    assert.ok(unavailable.includes('order') && items.some(({ service }) => service === 'product'));
    const path = `/inventory/${await store('inventory')}/discard`;
    assert.equal((await request('POST', path, { reason: 'a test' })).status, 200);
    started();
  });

  it('are 503 when no service responds, and a rejection is that of a service', async () => {
    assert.equal(slug(await request('GET', '?cursor=bm9uZQ')), '400 validation');
    assert.equal(slug(await request('GET', '?size=none')), '400 validation');
    assert.equal(slug(await request('GET', '?unknown=1')), '400 validation');
    const started = services.map(stop);
    assert.equal(slug(await request('GET', '')), '503 upstream-unavailable');
    for (const start of started) start();
  });

  it('can be read and discarded once at any service, and listed by status', async () => {
    for (const service of services) {
      const path = `/${service}/${await store(service)}`;
      const shown = DeadLetterWithPayload.parse((await request('GET', path)).body);
      assert.deepEqual([shown.service, shown.payload, shown.status], [service, 'broken', 'waiting']);
      const discarded = DeadLetter.parse((await request('POST', `${path}/discard`, { reason: 'a test' })).body);
      assert.deepEqual(
        [discarded.service, discarded.status, discarded.settledBy],
        [service, 'discarded', 'merchant:mia'],
      );
      assert.equal(slug(await request('POST', `${path}/discard`, { reason: 'a test' })), '409 conflict');
      assert.equal(slug(await request('POST', `${path}/replay`)), '409 conflict');
      assert.equal(slug(await request('GET', `/${service}/unknown`)), '404 not-found');
      assert.equal(slug(await request('POST', `/${service}/unknown/replay`)), '404 not-found');
    }
    assert.equal((await page('?status=discarded')).items.length, 4);
    assert.ok((await page('?status=waiting')).items.every(({ status }) => status === 'waiting'));
  });

  it('can be replayed at any service, one or all', async () => {
    const path = `/order/${await store('order')}/replay`;
    const failed = DeadLetter.parse((await request('POST', path)).body);
    assert.deepEqual([failed.status, failed.tries], ['waiting', 1]);
    const message = envelope();
    await consumers.inventory.deliverDeadLetter(JSON.stringify(message));
    const one = DeadLetter.parse((await request('POST', `/inventory/${message.id}/replay`)).body);
    assert.deepEqual([one.service, one.status, one.settledBy], ['inventory', 'replayed', 'merchant:mia']);
    await consumers.inventory.deliverDeadLetter(JSON.stringify(envelope()));
    const { replayed, failed: failures } = Replayed.parse((await request('POST', '/inventory/replay')).body);
    assert.equal(replayed, 1);
    assert.ok(failures > 0);
    assert.equal((await page('?service=inventory&status=waiting&size=100')).items.length, failures);
  });

  it('are forbidden to other roles, whatever the service', async () => {
    for (const path of ['', '/order/x', '/mail/x', '?service=mail'])
      assert.equal(slug(await request('GET', path, undefined, gateway.token('order:write'))), '403 forbidden');
    for (const path of ['/mail/x', '?service=mail']) assert.equal(slug(await request('GET', path)), '400 validation');
  });
});
