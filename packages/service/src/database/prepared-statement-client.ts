/**
 * A PostgreSQL connection that prepares what it is asked: a statement with parameters is parsed and planned by the server
 * the first few times, then only executed. Half of what the server did for an order was parsing and planning.
 *
 * So texts should repeat: lists go in as one array or one JSON parameter, never as so many placeholders.
 */
import pg from 'pg';

/** Statements a connection keeps; what comes after these is parsed anew each time. */
const maxStatements = 200;

export class PreparedStatementClient extends pg.Client {
  readonly #names = new Map<string, string>();
  #prepared = 0;

  /** One signature for all of those that pg has. */
  override query(...args: readonly unknown[]): never {
    const namedArgs = this.#named(args);
    const result: unknown = Reflect.apply(super.query, this, namedArgs);
    if (namedArgs !== args && result instanceof Promise) result.catch((error: unknown) => this.#forget(error));
    return result as never;
  }

  #named(args: readonly unknown[]): readonly unknown[] {
    const [text, values, ...callback] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return args;
    const name = this.#names.get(text) ?? this.#prepare(text);
    return name === undefined ? args : [{ name, text, values }, ...callback];
  }

  #prepare(text: string): string | undefined {
    if (this.#names.size === maxStatements) return undefined;
    this.#prepared += 1;
    const name = `p${this.#prepared}`;
    this.#names.set(text, name);
    return name;
  }

  /** A table got other columns (0A000): the server refuses the plans it has of it for good, so all are made again. */
  #forget(error: unknown): void {
    if (error instanceof pg.DatabaseError && error.code === '0A000') this.#names.clear();
  }
}
