/**
 * Classifies mutants one after the other, several in parallel. A mutant of a decider first meets a few schedules of the
 * simulator, then its unit tests, then many schedules; a mutant of a store its tests on real databases.
 */
import { equivalent } from './equivalent.ts';
import type { instrumentSql } from './instrument-sql.ts';
import type { Mutant, MutantResult, Sources } from './mutant.ts';
import { runTests } from './run-tests.ts';
import { createSimulator, type Simulator } from './simulator.ts';

export interface Candidate {
  readonly mutant: Mutant;
  readonly sources: Sources;
  /** Activates it at run time; a mutant of SQL is its sources. */
  readonly isSwitched: boolean;
  readonly isSimulated: boolean;
  /** Globs; none: only the simulator checks it. */
  readonly tests: readonly string[];
}

export interface ClassifySettings {
  readonly lanes: number;
  /** Number of schedules of the first and of the long check. */
  readonly runs: readonly [few: number, many: number];
  readonly seed: number;
  readonly onJudged: (results: MutantResult) => void;
}

/** Seconds that the tests of a mutant may take. */
const longestTests = 180;

export async function classifyMutants(
  candidates: readonly Candidate[],
  settings: ClassifySettings,
): Promise<MutantResult[]> {
  const waiting = candidates.filter(({ mutant }) => !isEquivalent(mutant));
  const results: MutantResult[] = [];
  const lane = async () => {
    let simulator: Simulator | undefined;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (next.isSimulated) simulator ??= createSimulator(next.sources);
      const one = { ...next.mutant, ...(await classifyMutant(next, simulator, settings)) };
      results.push(one);
      settings.onJudged(one);
    }
    await simulator?.close();
  };
  await Promise.all(Array.from({ length: settings.lanes }, lane));
  return results;
}

type Outcome = Pick<MutantResult, 'verdict' | 'by'>;

async function classifyMutant(
  { mutant: { id }, sources, isSwitched, isSimulated, tests }: Candidate,
  simulator: Simulator | undefined,
  { runs: [few, many], seed }: ClassifySettings,
): Promise<Outcome> {
  let isReached = false;
  const simulate = async (runs: number): Promise<Outcome> => {
    if (!isSimulated || !simulator || runs === 0) return { verdict: 'survived' };
    const answer = await simulator.play({ id, runs, seed });
    if (answer === 'time-out') return { verdict: 'time-out' };
    if (answer === 'crash' || answer.broken) return { verdict: 'killed', by: 'the simulator' };
    isReached ||= answer.reached;
    return { verdict: 'survived' };
  };
  const test = (): Promise<Outcome> =>
    tests.length === 0
      ? Promise.resolve({ verdict: 'survived' })
      : runTests({ tests, sources, seconds: longestTests, ...(isSwitched ? { id } : {}) });
  for (const attempt of [() => simulate(few), test, () => simulate(isReached ? many : 0)]) {
    const outcome = await attempt();
    if (outcome.verdict !== 'survived') return outcome;
  }
  return { verdict: 'survived' };
}

export const isEquivalent = ({ file, original, replacement }: Mutant): boolean =>
  equivalent.some((one) => one.file === file && one.original === original && one.replacement === replacement);

export const sqlCandidates = (found: ReturnType<typeof instrumentSql>, tests: readonly string[]): Candidate[] =>
  found.map(({ sources, ...mutant }) => ({ mutant, sources, isSwitched: false, isSimulated: false, tests }));
