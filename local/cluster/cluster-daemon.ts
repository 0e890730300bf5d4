/**
 * Supervises the cluster's processes: `cluster up` starts it and exits, `cluster down` stops it. Until everything runs, it sends
 * its progress to the process that started it; if that process exits earlier, the daemon stops.
 */
import { join } from 'node:path';
import { isCancelled, terminalProgress } from '../supervisor/progress.ts';
import { addToLog } from '../supervisor/run-command.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { errorLine } from '../supervisor/start-error.ts';
import { superviseGroups } from '../supervisor/supervisor.ts';
import type { DaemonMessage } from './cluster-daemon-client.ts';
import { clusterLayout, clusterNetwork, ingressPorts } from './cluster-layout.ts';
import { forwardPort } from './forward-port.ts';
import { nodeGroups, startNode } from './node/start-node.ts';

const layout = clusterLayout();
const sendMessage = (message: DaemonMessage) => process.connected && process.send?.(message);
const progress = terminalProgress({
  isTTY: process.argv[2] === 'colour',
  write(line) {
    addToLog(join(layout.logs, 'keeper.log'), line);
    sendMessage({ line });
    return true;
  },
});

const lock = await tryLock(layout.folder);
if ('heldBy' in lock) {
  sendMessage({ failed: `the cluster already runs, supervised by pid ${lock.heldBy}` });
  process.exit(1);
}
const supervisor = superviseGroups(nodeGroups, { logs: layout.logs, run: layout.folder }, progress);
let isUp = false;
const shutDown = async (code: number) => {
  lock.markStopping();
  await supervisor.stop();
  process.exit(code);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0));
process.on('disconnect', () => isUp || void shutDown(1));

try {
  await startNode(layout, supervisor, progress);
  for (const { from, to } of Object.values(ingressPorts)) await forwardPort(from, clusterNetwork.nodeAddress, to);
  isUp = true;
  sendMessage({ up: true });
} catch (error) {
  if (!isCancelled(error)) sendMessage({ failed: errorLine(error) });
  await shutDown(1);
}
