/** A decider's table: the states it tells apart and the commands that can meet them. A pair is one cell of a table. */

export interface Table {
  readonly name: string;
  readonly states: readonly string[];
  readonly commands: readonly string[];
}

/** One cell, in words: `attempt: FAILED x captured`. */
export const pair = (table: string, state: string, command: string): string => `${table}: ${state} x ${command}`;

export const pairsOf = ({ name, states, commands }: Table): string[] =>
  states.flatMap((state) => commands.map((command) => pair(name, state, command)));

/** The keys of a record that a type makes complete: a new state or command is missing here until it is in its table. */
export const keysOf = (all: Readonly<Record<string, true>>): string[] => Object.keys(all);
