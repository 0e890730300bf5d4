/** Runs every step of a teardown, even after failures, and reports all failures. */
import { errorLine, StartError } from '../../supervisor/start-error.ts';

export type TeardownStep = readonly [what: string, undo: () => Promise<unknown> | unknown];

/** @throws StartError with all failed steps, once all have run */
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

/** Ignores errors of removing something that does not exist: an error counts only while `isThere` is still true. */
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
