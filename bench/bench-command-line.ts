/** The command line of one bench: `npm run bench -- NAME [options]`. */
import { join } from 'node:path';
import { type CommandHelp, commandLine } from '../local/cli/command-line.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { type BenchName, benches } from './benches.ts';

export const benchCommandLine = (name: BenchName, examples: CommandHelp['examples']) =>
  commandLine(`bench -- ${name}`, { purpose: benches[name], examples });

/** What follows the name, which may be left out for the first bench. */
export function benchArguments(): string[] {
  const [first = '', ...rest] = process.argv.slice(2);
  return Object.hasOwn(benches, first) ? rest : process.argv.slice(2);
}

/** For `parse`. */
export const fromUser = { from: 'user' } as const;

/** Where a report goes when nobody says. */
export const reportFile = (prefix = ''): string =>
  join(dataFolder('bench-reports'), `${prefix}${new Date().toISOString()}.md`);
