import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCrashTest } from '../../testing/crash-test.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';

let cluster: TestCluster;
before(async () => {
  cluster = await startTestCluster();
});
after(() => cluster?.stop());

/** In parallel, as each mostly waits; one is killed after odd writes, the other after even ones. */
const strides = [
  { namespace: 'killed-early', first: 1 },
  { namespace: 'killed-late', first: 40 },
];

test('makes the same shop when killed after any write and restarted', { timeout: 850_000 }, async () => {
  const spared = await Promise.all(
    strides.map(async ({ namespace, first }) => {
      await cluster.namespace(namespace);
      const shop = await createCrashTest(cluster, namespace);
      assert.ok(shop.writes > 150, `${shop.writes} writes`);
      // After every one of them: npm run bench -- operator-killed.
      const writes = [];
      for (let write = first; write < shop.writes; write += 76) if (!(await shop.crashAfter(write))) writes.push(write);
      return writes;
    }),
  );
  // The number of writes varies slightly: only the last ones may not be reached.
  assert.ok(spared.flat().length <= 2, `not killed after ${spared.flat().join()}`);
});
