import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCrashTest } from '../../testing/crash-test.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';

let cluster: TestCluster;
before(async () => {
  cluster = await startTestCluster();
});
after(() => cluster?.stop());

/** Beside each other, as each mostly waits; one is killed after odd writes, the other after even ones. */
const strides = [
  { namespace: 'killed-early', first: 1 },
  { namespace: 'killed-late', first: 20 },
];

test('killed after any write and started anew, it makes the same shop', { timeout: 850_000 }, async () => {
  const spared = await Promise.all(
    strides.map(async ({ namespace, first }) => {
      await cluster.namespace(namespace);
      const shop = await createCrashTest(cluster, namespace);
      assert.ok(shop.writes > 150, `${shop.writes} writes`);
      // After every one of them: npm run bench -- operator-killed.
      const writes = [];
      for (let write = first; write < shop.writes; write += 38) if (!(await shop.crashAfter(write))) writes.push(write);
      return writes;
    }),
  );
  // How many writes it takes varies by some: only the last can be out of reach.
  assert.ok(spared.flat().length <= 2, `not killed after ${spared.flat().join()}`);
});
