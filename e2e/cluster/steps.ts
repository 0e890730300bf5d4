/** Runs steps that build on each other, printing and counting them; after a failure the rest is skipped. */
import type { Progress } from '@mambogo/local/supervisor/progress.ts';

export type Step = readonly [name: string, work: () => Promise<void>];

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** @param onFailure prints diagnostics */
export async function takeSteps(
  steps: readonly Step[],
  progress: Progress,
  onFailure: () => Promise<void> = async () => undefined,
): Promise<Count> {
  for (const [index, [name, work]] of steps.entries()) {
    try {
      await progress.step(name, work);
    } catch {
      await onFailure();
      return { passed: index, failed: 1 };
    }
  }
  return { passed: steps.length, failed: 0 };
}
