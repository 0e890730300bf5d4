/**
 * The life of a process: create -> start -> (SIGTERM or SIGINT) -> stop -> exit 0.
 * Exit codes: 78 bad settings, 70 it could not start, 1 it failed while running, 0 a clean stop.
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
    // Called off while it was starting, it stops as it would later.
    if (!stopping) exitWithError(error, error instanceof SettingsError ? 78 : 70);
  }
}

function exitWithError(error: unknown, code: number): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (code === 1 && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(code);
}

/** A task that ends by itself (migrations, a seed): exit 0 when it is done, else as `run` has it. */
export async function runOnce(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    exitWithError(error, error instanceof SettingsError ? 78 : 70);
  }
}
