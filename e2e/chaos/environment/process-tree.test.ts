import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { waitUntil } from '../../shopper/wait-until.ts';
import { processTree, signalTree } from './process-tree.ts';

const state = (pid: number): string => {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1] ?? 'X';
  } catch {
    return 'X';
  }
};

test('signals a process and all its descendants, including other sessions', async () => {
  const shell = spawn('sh', ['-c', 'setsid sleep 60 & sh -c "sleep 60; true" & wait']);
  const root = shell.pid ?? 0;
  await waitUntil('all four are running', () => processTree(root).length === 4);
  const tree = processTree(root);
  signalTree(root, 'SIGSTOP');
  await waitUntil('all are stopped', () => tree.every((pid) => state(pid) === 'T'));
  signalTree(root, 'SIGCONT');
  await waitUntil('all continue', () => tree.every((pid) => state(pid) === 'S'));
  signalTree(root, 'SIGKILL');
  await waitUntil('all are gone', () => tree.every((pid) => ['X', 'Z'].includes(state(pid))));
  assert.ok(tree.length === 4);
});
