/** Runs every step of a teardown, also when one before it fails: what can go goes, and what is left is told. */
import { errorLine, StartError } from '../../supervisor/start-error.ts';

export type TeardownStep = readonly [what: string, undo: () => Promise<unknown> | unknown];

/** @throws StartError that names every step which failed, once all have run */
export async function runTeardownSteps(steps: readonly TeardownStep[]): Promise<void> {
  const failures: string[] = [];
  for (const [what, remove] of steps) {
    try {
      await remove();
    } catch (error) {
      failures.push(`${what}: ${errorLine(error)}`);
    }
  }
  if (failures.length > 0) throw new StartError(failures.join('; '));
}

/** What is to go and is not there is gone: an error counts only while `isThere` says so afterwards. */
export async function removeIfPresent(
  isPresent: () => boolean,
  remove: () => Promise<unknown> | unknown,
): Promise<void> {
  if (!isPresent()) return;
  try {
    await remove();
  } catch (error) {
    if (isPresent()) throw error;
  }
}
