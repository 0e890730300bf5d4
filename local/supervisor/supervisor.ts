/** All processes of one shop, and the order in which they go: what started first ends last. */
import { join } from 'node:path';
import { openLedger } from './process-ledger.ts';
import { openProcessLog, type ProcessLog } from './process-log.ts';
import type { ProcessSpec } from './process-spec.ts';
import { Cancelled, type Progress } from './progress.ts';
import { type ProcessState, type SupervisedProcess, superviseProcess } from './supervised-process.ts';

/** Processes of a group end together, the last group first. */
export type Group = 'stores' | 'sidecars' | 'services';
const groups: readonly Group[] = ['stores', 'sidecars', 'services'];

export interface ProcessStatus {
  readonly name: string;
  readonly group: Group;
  readonly state: ProcessState;
  readonly pid: number | undefined;
  readonly log: string;
}

export interface Supervisor {
  /** Starts a process and resolves when it is ready. */
  start(group: Group, spec: ProcessSpec): Promise<void>;
  processes(): ProcessStatus[];
  named(name: string): SupervisedProcess;
  /** Ends everything; what is still starting is called off. */
  stop(): Promise<void>;
}

export function createSupervisor(folders: { logs: string; run: string }, progress: Progress): Supervisor {
  const ledger = openLedger(ledgerFile(folders.run));
  const all = new Map<string, { group: Group; process: SupervisedProcess; log: ProcessLog }>();
  let stopped: Promise<void> | undefined;

  const stopAll = async () => {
    for (const group of groups.toReversed()) {
      const members = [...all.values()].filter((member) => member.group === group);
      await Promise.all(members.map(({ process }) => process.stop()));
    }
    await Promise.all([...all.values()].map(({ log }) => log.close()));
  };

  return {
    async start(group, spec) {
      if (stopped) throw new Cancelled();
      const show = { least: spec.show ?? 'error', line: progress.say };
      const log = openProcessLog(folders.logs, spec.name, show);
      const process = superviseProcess(spec, { log, ledger, warn: progress.warn });
      all.set(spec.name, { group, process, log });
      await process.start();
    },
    processes: () =>
      [...all.values()].map(({ group, process }) => ({
        name: process.name,
        group,
        state: process.state(),
        pid: process.pid(),
        log: process.log,
      })),
    named(name) {
      const found = all.get(name);
      if (!found) throw new Error(`there is no process ${name}; there are ${[...all.keys()].join(', ')}`);
      return found.process;
    },
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}

export const ledgerFile = (runFolder: string): string => join(runFolder, 'processes.json');
