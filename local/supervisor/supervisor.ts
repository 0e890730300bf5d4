/** All processes of one shop or cluster, and their order: started first, stopped last. */
import { join } from 'node:path';
import { openProcessLog, type ProcessLog } from './process-log.ts';
import { openProcessRecord } from './process-record.ts';
import type { ProcessSpec } from './process-spec.ts';
import { CancelledError, type Progress } from './progress.ts';
import { type ProcessState, type SupervisedProcess, superviseProcess } from './supervised-process.ts';
import { warnOnLogFailures } from './warn-on-log-failures.ts';

/** Processes of a group stop together, the last group first. */
const shopGroups = ['observers', 'stores', 'registry', 'mail', 'sidecars', 'services'] as const;
export type Group = (typeof shopGroups)[number];

export interface ProcessStatus<G extends string = Group> {
  readonly name: string;
  readonly group: G;
  readonly state: ProcessState;
  readonly pid: number | undefined;
  readonly log: string;
}

export interface Supervisor<G extends string = Group> {
  /** Starts a process and resolves when it is ready. */
  start(group: G, spec: ProcessSpec): Promise<void>;
  processes(): ProcessStatus<G>[];
  find(name: string): SupervisedProcess;
  /** Stops everything; pending starts are cancelled. */
  stop(): Promise<void>;
}

export interface SupervisorFolders {
  readonly logs: string;
  readonly run: string;
}

export const createSupervisor = (folders: SupervisorFolders, progress: Progress): Supervisor =>
  superviseGroups(shopGroups, folders, progress);

/** @param groups in start order */
export function superviseGroups<G extends string>(
  groups: readonly G[],
  folders: SupervisorFolders,
  progress: Progress,
): Supervisor<G> {
  const ledger = openProcessRecord(processRecordFile(folders.run), progress.warn);
  const logFiles = warnOnLogFailures(folders.logs, progress.warn);
  const all = new Map<string, { group: G; process: SupervisedProcess; log: ProcessLog }>();
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
      if (stopped) throw new CancelledError();
      const show = { least: spec.minLogLevel ?? 'error', line: progress.print };
      const log = openProcessLog(folders.logs, spec.name, show, logFiles);
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
    find(name) {
      const found = all.get(name);
      if (!found) throw new Error(`unknown process ${name}; use one of ${[...all.keys()].join(', ')}`);
      return found.process;
    },
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}

export const processRecordFile = (runFolder: string): string => join(runFolder, 'processes.json');
