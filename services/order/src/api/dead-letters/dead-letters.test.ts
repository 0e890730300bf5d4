import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { DeadLetter, DeadLetterPage, DeadLetterWithPayload, Replayed } from '@mambogo/contracts/api/dead-letters.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { envelope } from '@mambogo/testing/messaging/test-events.ts';
import { skip } from '../../../testing/test-database.ts';
import { startDeadLetterServices } from '../../../testing/test-dead-letter-services.ts';

describe('the dead letters of all services', { skip }, async () => {
  if (skip) return;
  const { deadLetters, inventory, request } = await startDeadLetterServices({ after });
  const services = ['order', 'inventory', 'product'] as const;
  const store = async (service: (typeof services)[number], id = newId()) => {
    await deadLetters[service].store({ id, payload: 'broken', failure: { kind: 'poison', error: 'not JSON' } });
    return id;
  };
  const page = async (query: string) => DeadLetterPage.parse((await request('GET', query)).body);
  const slug = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${ProblemBody.parse(body).type.split('/').at(-1)}`;

  it('are merged into one list, newest first, that names unavailable services', async () => {
    for (const service of services) await store(service);
    const { items, unavailable, next } = await page('');
    assert.deepEqual(unavailable, ['cart', 'payment']);
    assert.equal(next, undefined);
    assert.deepEqual(items.map(({ service }) => service).sort(), [...services].sort());
    const times = items.map(({ filedAt }) => filedAt);
    assert.deepEqual(times, [...times].sort().reverse());
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
    assert.equal((await request('GET', '?cursor=bm9uZQ')).status, 400);
  });

  it('can be listed for one service, or 503 if it is unavailable', async () => {
    const { items, unavailable } = await page('?service=product');
    assert.deepEqual([...new Set(items.map(({ service }) => service))], ['product']);
    assert.deepEqual(unavailable, []);
    assert.equal(slug(await request('GET', '?service=payment')), '503 upstream-unavailable');
    assert.equal(slug(await request('POST', '/cart/replay')), '503 upstream-unavailable');
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
    assert.equal((await page('?status=discarded')).items.length, 3);
    assert.ok((await page('?status=waiting')).items.every(({ status }) => status === 'waiting'));
  });

  it('can be replayed at any service', async () => {
    const path = `/order/${await store('order')}/replay`;
    const failed = DeadLetter.parse((await request('POST', path)).body);
    assert.deepEqual([failed.status, failed.tries], ['waiting', 1]);
    const message = envelope();
    await inventory.deliverDeadLetter(JSON.stringify(message));
    const replayed = DeadLetter.parse((await request('POST', `/inventory/${message.id}/replay`)).body);
    assert.deepEqual(
      [replayed.service, replayed.status, replayed.settledBy],
      ['inventory', 'replayed', 'merchant:mia'],
    );
  });

  it('can be replayed all at once for one service', async () => {
    await inventory.deliverDeadLetter(JSON.stringify(envelope()));
    const { replayed, failed } = Replayed.parse((await request('POST', '/inventory/replay')).body);
    assert.equal(replayed, 1);
    assert.ok(failed > 0);
    assert.equal((await page('?service=inventory&status=waiting&size=100')).items.length, failed);
  });

  it('are forbidden to other roles', async () => {
    assert.equal(slug(await request('GET', '', undefined, 'who.uli.user')), '403 forbidden');
    assert.equal(slug(await request('GET', '/mail/x')), '400 validation');
  });
});
