import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from '../../shopper/wait-until.ts';
import { startBusyProcesses } from './busy-processes.ts';
import { processTree } from './process-tree.ts';

const children = () => processTree(process.pid).length - 1;

test('busy processes end when they are stopped, or after their time limit', async () => {
  const before = children();
  const long = startBusyProcesses(60, 2);
  await waitUntil('two are running', () => children() === before + 2);
  await long.stop();
  assert.equal(children(), before);
  const short = startBusyProcesses(0.1, 2);
  await waitUntil('they have ended', () => children() === before);
  await short.stop();
});
