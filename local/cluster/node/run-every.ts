/** Runs every step of a teardown, also when one before it fails: what can go goes, and what is left is told. */
import { oneLine, StartError } from '../../supervisor/start-error.ts';

export type TeardownStep = readonly [what: string, undo: () => Promise<unknown> | unknown];

/** @throws StartError that names every step which failed, once all have run */
export async function runEvery(steps: readonly TeardownStep[]): Promise<void> {
  const failures: string[] = [];
  for (const [what, undo] of steps) {
    try {
      await undo();
    } catch (error) {
      failures.push(`${what}: ${oneLine(error)}`);
    }
  }
  if (failures.length > 0) throw new StartError(failures.join('; '));
}

/** What is to go and is not there is gone: an error counts only while `isThere` says so afterwards. */
export async function gone(isThere: () => boolean, undo: () => Promise<unknown> | unknown): Promise<void> {
  if (!isThere()) return;
  try {
    await undo();
  } catch (error) {
    if (isThere()) throw error;
  }
}
