/** All mutants of some targets, ready to be tested. */
import { resolve } from 'node:path';
import { type Candidate, sqlCandidates } from './classify-mutants.ts';
import { instrumentCode } from './instrument-code.ts';
import { instrumentSql } from './instrument-sql.ts';
import { root } from './mutant.ts';
import { runTests } from './run-tests.ts';
import type { Target } from './targets.ts';

/** The files of all targets are instrumented together, so that one simulator runs them all. */
export async function findCandidates(targets: readonly Target[]): Promise<Candidate[]> {
  const pathsOf = ({ files }: Target) => files.map((file) => resolve(root, file));
  const { sources, mutants } = await instrumentCode(targets.flatMap(pathsOf));
  return targets.flatMap((target) => {
    const { files, tests, simulated = false, stores = false } = target;
    const code = mutants
      .filter(({ file }) => files.includes(file))
      .map((mutant) => ({ mutant, sources, isSwitched: true, isSimulated: simulated, tests }));
    const sql = stores ? pathsOf(target).flatMap((path) => sqlCandidates(instrumentSql(path), tests)) : [];
    return [...code, ...sql];
  });
}

/** The tests must pass without a mutant, or every mutant would seem to be killed. */
export async function checkUnchanged(targets: readonly Target[], candidates: readonly Candidate[]): Promise<void> {
  const sources = candidates.find(({ isSwitched }) => isSwitched)?.sources ?? {};
  for (const { name, tests } of targets) {
    const { verdict, by } = await runTests({ tests, sources, seconds: 600 });
    if (verdict !== 'survived') throw new Error(`the tests of ${name} fail without any mutant: ${by ?? verdict}`);
  }
}
