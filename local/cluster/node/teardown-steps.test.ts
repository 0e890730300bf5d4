import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeIfPresent, runTeardownSteps } from './teardown-steps.ts';

test('runs every step after failures, and names each failure', async () => {
  const ran: string[] = [];
  const step = (name: string, error?: string) =>
    [
      name,
      () => {
        ran.push(name);
        if (error) throw new Error(error);
      },
    ] as const;
  const steps = [step('processes'), step('network', 'Cannot find device'), step('groups', 'busy'), step('files')];
  await assert.rejects(runTeardownSteps(steps), { message: 'network: Cannot find device; groups: busy' });
  assert.deepEqual(ran, ['processes', 'network', 'groups', 'files']);
});

test('ignores what is already removed, also when it disappears meanwhile', async () => {
  let asked = 0;
  await removeIfPresent(
    () => false,
    () => {
      asked += 1;
    },
  );
  assert.equal(asked, 0);
  let there = true;
  await removeIfPresent(
    () => there,
    () => {
      there = false;
      throw new Error('Cannot find device');
    },
  );
  const busy = removeIfPresent(
    () => true,
    () => Promise.reject(new Error('busy')),
  );
  await assert.rejects(busy, { message: 'busy' });
});
