import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedLines } from './changed-lines.ts';

test('has what was added and removed, with its file, and nothing of the headers', () => {
  const diff = `diff --git a/gateway.yml b/gateway.yml
index 1..2 100644
--- a/gateway.yml
+++ b/gateway.yml
@@ -1,2 +1,2 @@
 rateLimits:
-  orders: { user: 30 }
+  orders: { user: 60 }
diff --git a/order.yml b/order.yml
new file mode 100644
--- /dev/null
+++ b/order.yml
@@ -0,0 +1 @@
+++openOrdersPerCustomer: 3
\\ No newline at end of file`;
  assert.deepEqual(
    changedLines(diff).map(({ file, sign, text }) => `${file} ${sign}${text}`),
    [
      'gateway.yml -  orders: { user: 30 }',
      'gateway.yml +  orders: { user: 60 }',
      'order.yml +++openOrdersPerCustomer: 3',
    ],
  );
  assert.deepEqual(changedLines(''), []);
});
