/**
 * Keeps the cluster's processes up: `cluster up` starts it and leaves, `cluster down` asks it to end. Until everything
 * runs its progress is told to who started it; should that one vanish before, it gives up.
 */
import { join } from 'node:path';
import { isCancelled, terminalProgress } from '../supervisor/progress.ts';
import { addToLog } from '../supervisor/run-command.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { oneLine } from '../supervisor/start-error.ts';
import { superviseGroups } from '../supervisor/supervisor.ts';
import { openDoor } from './doors.ts';
import type { Told } from './keeper-handle.ts';
import { nodeGroups, startNode } from './node/start-node.ts';
import { clusterNetwork, clusterRoom, doors } from './room.ts';

const room = clusterRoom();
const tell = (told: Told) => process.connected && process.send?.(told);
const progress = terminalProgress({
  isTTY: process.argv[2] === 'colour',
  write(line) {
    addToLog(join(room.logs, 'keeper.log'), line);
    tell({ line });
    return true;
  },
});

const lock = await tryLock(room.folder);
if ('heldBy' in lock) {
  tell({ failed: `the cluster is already kept by pid ${lock.heldBy}` });
  process.exit(1);
}
const supervisor = superviseGroups(nodeGroups, { logs: room.logs, run: room.folder }, progress);
let up = false;
const end = async (code: number) => {
  lock.leaving();
  await supervisor.stop();
  process.exit(code);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('disconnect', () => up || void end(1));

try {
  await startNode(room, supervisor, progress);
  for (const { from, to } of Object.values(doors)) await openDoor(from, clusterNetwork.nodeAddress, to);
  up = true;
  tell({ up: true });
} catch (error) {
  if (!isCancelled(error)) tell({ failed: oneLine(error) });
  await end(1);
}
