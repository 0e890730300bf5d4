import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentProgress } from '@mambogo/local/supervisor/progress.ts';
import { takeSteps } from './steps.ts';

const taken: string[] = [];
const step = (name: string) => [name, async () => void taken.push(name)] as const;

test('counts steps, and skips the rest after a failure', async () => {
  assert.deepEqual(await takeSteps([step('a'), step('b')], silentProgress), { passed: 2, failed: 0 });
  const fails = ['c', async () => Promise.reject(new Error('no'))] as const;
  const looked = async () => void taken.push('looked');
  assert.deepEqual(await takeSteps([step('a'), fails, step('d')], silentProgress, looked), { passed: 1, failed: 1 });
  assert.deepEqual(taken, ['a', 'b', 'a', 'looked']);
});
