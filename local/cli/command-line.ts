/**
 * Argument parsing of all npm scripts. `--help` prints purpose, options and examples, and does nothing else. Invalid arguments
 * end the script with exit code 64 and a suggestion of the nearest option, before any work is done.
 */
import { Command, type Option } from '@commander-js/extra-typings';

export { Argument, InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** EX_USAGE of sysexits.h. */
export const usageExitCode = 64;

export interface CommandHelp {
  /** A sentence or two: the script's purpose. */
  readonly purpose: string;
  /** Arguments after the script's name, and their effect. */
  readonly examples: readonly (readonly [args: string, effect: string])[];
  /** Text after the examples: exit codes, prerequisites. */
  readonly notes?: string;
}

/** @param script name in package.json; the caller adds options and arguments and then calls `parse` */
export function commandLine(script: string, { purpose, examples, notes }: CommandHelp) {
  const name = npmCommand(script);
  return new Command(`${name} --`)
    .description(purpose)
    .helpOption('-h, --help', 'print this help and exit')
    .configureHelp({ optionDescription: describeOption })
    .addHelpText(
      'after',
      `\nExamples:\n${alignColumns(examples.map(([args, effect]) => [withArguments(name, args), effect]))}`,
    )
    .addHelpText('after', notes ? `\n${notes}` : '')
    .showHelpAfterError(`(${withArguments(name, '--help')} prints all options)`)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageExitCode));
}

/** The default is a word or a number, or not worth telling: a flag that is off, an empty text, "all" as the list of all. */
function describeOption({ description, defaultValue, defaultValueDescription }: Option): string {
  const shown = defaultValueDescription ?? (typeof defaultValue === 'number' ? String(defaultValue) : defaultValue);
  return typeof shown === 'string' && shown !== '' ? `${description} (default: ${shown})` : description;
}

/** npm has `npm start` and `npm test`; all others need `run`. */
export const npmCommand = (script: string): string =>
  script === 'start' || script === 'test' ? `npm ${script}` : `npm run ${script}`;

/** npm parses options before the first `--` itself. */
export function withArguments(command: string, args: string): string {
  if (args === '') return command;
  return command.includes(' -- ') ? `${command} ${args}` : `${command} -- ${args}`;
}

function alignColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  # ${right}`).join('\n');
}
