/**
 * Mutants of TypeScript sources, placed by Stryker's instrumenter: one module contains all mutants of its file, and the active
 * one is chosen at run time (`activate`, or an environment variable of a process). String literals are not mutated: their
 * wording is not behaviour.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { type Mutant, root, type Sources } from './mutant.ts';

export interface Instrumented {
  readonly sources: Sources;
  readonly mutants: readonly Mutant[];
}

/** @param files absolute paths. */
export async function instrumentCode(files: readonly string[]): Promise<Instrumented> {
  const instrumenter = new Instrumenter(silent);
  const given = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] };
  const { files: instrumented, mutants } = await instrumenter.instrument(given, options);
  return {
    sources: Object.fromEntries(instrumented.map(({ name, content }) => [name, content])),
    // Excluded mutants are listed too, with a reason.
    mutants: mutants
      .filter(({ statusReason }) => statusReason === undefined)
      .map(({ id, fileName, mutatorName, replacement, location: { start, end } }) => ({
        id,
        file: relative(root, fileName),
        line: start.line + 1,
        operator: mutatorName,
        original: textBetween(given.find(({ name }) => name === fileName)?.content ?? '', start, end),
        replacement,
      })),
  };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** The original code, on one line. */
function textBetween(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, i) => line.slice(i === 0 ? start.column : 0, i === last ? end.column : undefined).trim())
    .join(' ');
}

const nothing = () => undefined;
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
