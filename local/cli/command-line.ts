/**
 * How every npm script reads its arguments. `--help` prints the purpose, the options and examples, and does nothing else. What is not
 * understood ends the script with exit code 64 and the name of the nearest option, before any work has begun.
 */
import { Command } from '@commander-js/extra-typings';

export { Argument, InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** EX_USAGE of sysexits.h. */
export const usageExitCode = 64;

export interface CommandHelp {
  /** A sentence or two: what the script is for. */
  readonly purpose: string;
  /** Arguments as they follow the script's name, and what they do. */
  readonly examples: readonly (readonly [args: string, effect: string])[];
  /** What follows the examples: exit codes, what has to be there. */
  readonly notes?: string;
}

/** @param script as in package.json; options and arguments are added by the caller, who then calls `parse` */
export function commandLine(script: string, { purpose, examples, notes }: CommandHelp) {
  const name = npmCommand(script);
  return new Command(`${name} --`)
    .description(purpose)
    .helpOption('-h, --help', 'print this, and do nothing else')
    .addHelpText(
      'after',
      `\nExamples:\n${alignColumns(examples.map(([args, effect]) => [withArguments(name, args), effect]))}`,
    )
    .addHelpText('after', notes ? `\n${notes}` : '')
    .showHelpAfterError(`(${withArguments(name, '--help')} prints what there is)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageExitCode));
}

/** `npm start` and `npm test` are names that npm knows; all others need `run`. */
export const npmCommand = (script: string): string =>
  script === 'start' || script === 'test' ? `npm ${script}` : `npm run ${script}`;

/** npm keeps for itself what comes before the first `--`. */
export function withArguments(command: string, args: string): string {
  if (args === '') return command;
  return command.includes(' -- ') ? `${command} ${args}` : `${command} -- ${args}`;
}

function alignColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  # ${right}`).join('\n');
}
