/**
 * The life cycle of a process: create -> start -> (SIGTERM or SIGINT) -> stop -> exit 0.
 * Exit codes: 78 bad settings, 70 failed to start, 1 failed while running, 0 clean stop.
 */
import { SettingsError } from './settings.ts';

export interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function run(create: () => Service | Promise<Service>): Promise<void> {
  let stopping = false;
  try {
    const service = await create();
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await service.stop();
      process.exit(0);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.on('unhandledRejection', (error) => exitWithError(error, 1));
    await service.start();
  } catch (error) {
    // A start that was interrupted by a signal is no error: the process stops as usual.
    if (!stopping) exitWithError(error, error instanceof SettingsError ? 78 : 70);
  }
}

function exitWithError(error: unknown, code: number): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (code === 1 && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(code);
}

/** Runs a one-off task (migrations, a seed): exit 0 when it is done, otherwise the codes of `run`. */
export async function runOnce(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    exitWithError(error, error instanceof SettingsError ? 78 : 70);
  }
}
