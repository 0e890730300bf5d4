import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCrashTest } from '../../testing/crash-test.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';

let cluster: TestCluster;
before(async () => {
  cluster = await startTestCluster();
});
after(() => cluster?.stop());

/** Writes between two kills. Default: killed early and late; `npm run nightly` has many more kills. */
const stride = Number(process.env.KILLED_EVERY ?? 90);
/** In parallel, as each mostly waits. */
const shops =
  stride < 90
    ? [
        { namespace: 'killed-early', first: 1 },
        { namespace: 'killed-late', first: 75 },
      ]
    : [{ namespace: 'killed', first: 50 }];

test('makes the same shop when killed after any write and restarted', { timeout: 850_000 }, async () => {
  const spared = await Promise.all(
    shops.map(async ({ namespace, first }) => {
      await cluster.namespace(namespace);
      const shop = await createCrashTest(cluster, namespace);
      assert.ok(shop.writes > 150, `${shop.writes} writes`);
      // After every one of them: npm run bench -- operator-killed.
      const writes = [];
      for (let write = first; write < shop.writes; write += stride)
        if (!(await shop.crashAfter(write))) writes.push(write);
      return writes;
    }),
  );
  // The number of writes varies slightly: only the last ones may not be reached.
  assert.ok(spared.flat().length <= shops.length, `not killed after ${spared.flat().join()}`);
});
