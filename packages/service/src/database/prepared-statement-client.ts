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
    const isPromised = typeof statement === 'string' && typeof args.at(-1) !== 'function';
    const result = isPromised ? this.traced(statement, 1, async () => send()) : send();
    if (namedArgs !== args && result instanceof Promise) result.catch((error: unknown) => this.forget(error));
    return result as never;
  }

  /** Sends statements in the span of the last of them. */
  protected traced<T>(last: string, statements: number, send: () => Promise<T>): Promise<T> {
    if (!currentTrace()?.recorded) return send();
    const system = { 'db.system.name': 'postgresql' };
    const attributes = statements > 1 ? { ...system, 'db.operation.batch.size': statements } : system;
    return traceClient(statementName(last), attributes, send);
  }

  /** The name under which the server knows the statement, or will know it; undefined: it is parsed every time. */
  protected nameOf(text: string): string | undefined {
    return this.#names.get(text) ?? this.#prepare(text);
  }

  #named(args: readonly unknown[]): readonly unknown[] {
    const [text, values, ...callback] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return args;
    const name = this.nameOf(text);
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
  protected forget(error: unknown): void {
    if (error instanceof pg.DatabaseError && error.code === '0A000') this.#names.clear();
  }
}
