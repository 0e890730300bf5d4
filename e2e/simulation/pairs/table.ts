/** A decider's table: the states it distinguishes and the commands it can meet. A pair is one cell of a table. */

export interface Table {
  readonly name: string;
  readonly states: readonly string[];
  readonly commands: readonly string[];
}

/** One cell as text: `attempt: FAILED x captured`. */
export const pair = (table: string, state: string, command: string): string => `${table}: ${state} x ${command}`;

export const pairsOf = ({ name, states, commands }: Table): string[] =>
  states.flatMap((state) => commands.map((command) => pair(name, state, command)));

/** The keys of a record that its type makes complete: a new state or command does not compile until it is in its table. */
export const keysOf = (all: Readonly<Record<string, true>>): string[] => Object.keys(all);
