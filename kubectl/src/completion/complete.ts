/** What can follow the words typed so far, read from the commands themselves. Pure. */
import type { CommandUnknownOpts as Command } from '@commander-js/extra-typings';

export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** @param words after `kubectl mambogo`; the last one is being typed, and may be empty */
export function complete(program: Command, words: readonly string[]): Candidate[] {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const { command, given } = follow(program, before);
  const option = findOption(command, before.at(-1));
  const candidates =
    option && (option.required || option.optional)
      ? choices(option.argChoices)
      : typed.startsWith('-')
        ? optionsOf(command)
        : [...commandsOf(command), ...choices(command.registeredArguments[given]?.argChoices)];
  return candidates.filter(({ value }) => value.startsWith(typed));
}

/** The command that the words lead to, and how many arguments it already has. */
function follow(program: Command, words: readonly string[]): { command: Command; given: number } {
  let [command, given] = [program, 0];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const option = findOption(command, word);
    if (option) {
      // Its value is the next word.
      if (option.required) i += 1;
    } else if (!word.startsWith('-')) {
      const inner = command.commands.find((one) => one.name() === word);
      if (inner) [command, given] = [inner, 0];
      else given += 1;
    }
  }
  return { command, given };
}

const findOption = (command: Command, word: string | undefined) =>
  command.options.find(({ long, short }) => word !== undefined && (word === long || word === short));

const commandsOf = (command: Command): Candidate[] =>
  command.commands
    .filter((one) => !one.name().startsWith('__'))
    .map((one) => ({ value: one.name(), description: one.description() }));

const optionsOf = (command: Command): Candidate[] =>
  command.options.flatMap(({ long, description }) => (long ? [{ value: long, description }] : []));

const choices = (values: readonly string[] | undefined): Candidate[] =>
  (values ?? []).map((value) => ({ value, description: '' }));
