/**
 * A PostgreSQL connection that prepares its statements: the server parses and plans a statement with parameters the first few
 * times, then only executes it. Half of the server's work for an order was parsing and planning.
 *
 * Statement texts should therefore repeat: pass lists as one array or one JSON parameter, never as several placeholders.
 */
import pg from 'pg';
import { currentTrace } from '../telemetry/trace.ts';
import { statementName, traceClient } from '../telemetry/trace-call.ts';

/** Maximum number of prepared statements per connection; further ones are parsed every time. */
const maxStatements = 200;

export class PreparedStatementClient extends pg.Client {
  readonly #names = new Map<string, string>();
  #prepared = 0;

  /** One signature for all overloads of pg. */
  override query(...args: readonly unknown[]): never {
    const namedArgs = this.#named(args);
    const send = (): unknown => Reflect.apply(super.query, this, namedArgs);
    const [statement] = args;
    const result: unknown =
      typeof statement === 'string' && typeof args.at(-1) !== 'function' && currentTrace()?.recorded
        ? traceClient(statementName(statement), { 'db.system.name': 'postgresql' }, async () => send())
        : send();
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

  /** After a table's columns changed, the server rejects its cached plans forever (0A000), so all are prepared again. */
  #forget(error: unknown): void {
    if (error instanceof pg.DatabaseError && error.code === '0A000') this.#names.clear();
  }
}
