import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import {
  createMessagingDatabase,
  dialects,
  readNotes,
  writeNote,
} from '@mambogo/testing/messaging/messaging-database.ts';
import { withIdempotencyKey } from './with-idempotency-key.ts';

for (const dialect of dialects)
  describe(`requests with an Idempotency-Key on ${dialect}`, async () => {
    const testDatabase = await createMessagingDatabase(dialect);
    after(() => testDatabase.drop());

    /** A request that writes a note. */
    const send = (note: string, key: string | undefined, caller = 'ada', fails = false): Promise<RouteResponse> =>
      testDatabase.database.transaction((manager) =>
        withIdempotencyKey(manager, { caller, route: 'write', key, request: { note } }, async () => {
          await writeNote(manager, note);
          if (fails) throw new Problem('conflict', 'not now');
          return { status: 201, headers: { etag: '"1"' }, body: { note, id: newId() } };
        }),
      );
    const notes = async (note: string) => (await readNotes(testDatabase)).filter((one) => one === note).length;

    it('are executed once and get the same response each time', async () => {
      const first = await send('tea', 'k');
      assert.deepEqual(await send('tea', 'k'), first);
      assert.equal(await notes('tea'), 1);
    });

    it('are executed once when sent concurrently', async () => {
      const responses = await Promise.all(Array.from({ length: 8 }, () => send('rush', 'r')));
      assert.equal(new Set(responses.map((response) => JSON.stringify(response))).size, 1);
      assert.equal(await notes('rush'), 1);
    });

    it('free their key when they are rejected', async () => {
      await assert.rejects(send('later', 'l', 'ada', true), Problem);
      assert.equal(await notes('later'), 0);
      await send('later', 'l');
      assert.equal(await notes('later'), 1);
    });

    it('are rejected when the key was used for a different request', async () => {
      await send('one', 'o');
      const isReused = (error: unknown) => error instanceof Problem && error.slug === 'idempotency-key-reused';
      await assert.rejects(send('two', 'o'), isReused);
      assert.equal(await notes('two'), 0);
    });

    it('are executed again with another key, by another caller or without a key', async () => {
      for (const [key, caller] of [
        ['a', 'ada'],
        ['A', 'ada'],
        ['a', 'bob'],
        [undefined, 'ada'],
        [undefined, 'ada'],
      ] as const)
        await send('many', key, caller);
      assert.equal(await notes('many'), 5);
    });
  });
