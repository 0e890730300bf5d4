import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenEndSignal } from './revocations.ts';
import { createRevokedTokens, type Revocable } from './revoked-tokens.ts';

const in60 = () => Date.now() / 1_000 + 60;
const token = (more: Partial<Revocable> = {}): Revocable => ({
  subject: 'ada',
  sessionId: 'one',
  epoch: 1,
  expiresAt: in60(),
  ...more,
});

test('an older epoch that arrives late does not replace a newer one', () => {
  const { apply, isRevoked } = createRevokedTokens();
  apply({ type: 'person', cursor: 2, sub: 'ada', epoch: 3, until: in60() });
  apply({ type: 'person', cursor: 1, sub: 'ada', epoch: 1, until: in60() });
  assert.ok(isRevoked(token({ epoch: 2 })));
  assert.ok(!isRevoked(token({ epoch: 3 })));
  assert.ok(!isRevoked(token({ subject: 'bob', epoch: 0 })));
});

test('forgets revocations once every affected token has expired', () => {
  let now = 0;
  const { apply, isRevoked } = createRevokedTokens(() => now);
  apply({ type: 'session', cursor: 1, sid: 'one', until: 100 });
  assert.ok(isRevoked(token()));
  now = 200_000;
  apply({ type: 'current', cursor: 1 });
  assert.ok(!isRevoked(token()));
});

test('notifies a watcher once, when the token is revoked or expires', async () => {
  const { apply, watch } = createRevokedTokens();
  const ended: string[] = [];
  watch(token(), () => ended.push('one'));
  watch(token({ sessionId: 'two' }), () => ended.push('two'));
  watch(token(), () => ended.push('left'))();
  apply({ type: 'session', cursor: 1, sid: 'one', until: in60() });
  apply({ type: 'session', cursor: 1, sid: 'one', until: in60() });
  assert.deepEqual(ended, ['one']);
  apply({ type: 'person', cursor: 2, sub: 'ada', epoch: 2, until: in60() });
  assert.deepEqual(ended, ['one', 'two']);
  watch(token(), () => ended.push('at once'));
  assert.equal(ended.at(-1), 'at once');

  const { signal } = tokenEndSignal(
    { watch },
    token({ subject: 'bob', sessionId: 'three', expiresAt: Date.now() / 1_000 }),
  );
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
});
