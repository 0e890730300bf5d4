/** Runs a package client, which fails now and then because of the network, and may simply be run again. */
import { setTimeout as wait } from 'node:timers/promises';
import { addToLog, type Command, runCommand } from '../supervisor/run-command.ts';

const attempts = 3;
const pauseMs = 5_000;

/** @returns stdout; after the third failure its error is thrown */
export async function runDownload(command: Command): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runCommand(command);
    } catch (error) {
      command.signal?.throwIfAborted();
      if (attempt === attempts) throw error;
      addToLog(command.log, `${(error as Error).message}\nattempt ${attempt} of ${attempts} failed: trying again\n`);
      await wait(pauseMs, undefined, { signal: command.signal });
    }
  }
}
