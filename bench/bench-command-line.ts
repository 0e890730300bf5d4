/** The command line of one bench: `npm run bench -- NAME [options]`. */
import { join } from 'node:path';
import { type CommandHelp, commandLine } from '../local/cli/command-line.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { type BenchName, benches } from './benches.ts';

export const benchCommandLine = (name: BenchName, examples: CommandHelp['examples']) =>
  commandLine(`bench -- ${name}`, { purpose: benches[name], examples });

/** Arguments after the name, which may be omitted for the first bench. */
export function benchArguments(): string[] {
  const [first = '', ...rest] = process.argv.slice(2);
  return Object.hasOwn(benches, first) ? rest : process.argv.slice(2);
}

/** Option of `parse`. */
export const fromUser = { from: 'user' } as const;

/** Default path of a report. */
export const reportFile = (prefix = ''): string =>
  join(dataFolder('bench-reports'), `${prefix}${new Date().toISOString()}.md`);
