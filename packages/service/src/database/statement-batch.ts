/**
 * Several statements that are sent together, with a single Sync at the end (PostgreSQL's extended query protocol): one round trip,
 * and after an error, or a cancellation, the server skips all later ones. A COMMIT in the batch therefore never commits without a
 * statement before it. pg's own pipelining sends a Sync after each statement: later ones would run regardless.
 *
 * Implements what pg's client expects of a query that it sends (`Submittable`).
 */
import pg, { type QueryResult } from 'pg';

export interface BatchStatement {
  /** Of the prepared statement; undefined: it is not prepared. */
  readonly name?: string;
  readonly text: string;
  /** As `toParameters` returns them. */
  readonly values: readonly Parameter[];
}

/** As text, or binary. */
export type Parameter = string | Buffer | null;

/** The part of pg's connection that a batch uses. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** Texts by the names of statements: those that the server has parsed, and those that were sent to it. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(statement: { readonly name?: string; readonly text: string }): void;
  bind(portal: { readonly statement?: string; readonly values: readonly Parameter[] }): void;
  describe(portal: { readonly type: 'P' }): void;
  execute(portal: object): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/** What pg's class has beyond its declaration. */
interface BatchResult extends QueryResult {
  addFields(fields: readonly unknown[]): void;
  parseRow(fields: readonly unknown[]): unknown;
  addRow(row: unknown): void;
  addCommandComplete(message: object): void;
}

export class StatementBatch {
  /** One for each statement, in order; rejects with the first error. */
  readonly results: Promise<readonly QueryResult[]>;
  readonly #statements: readonly BatchStatement[];
  readonly #results: readonly BatchResult[];
  readonly #settled = Promise.withResolvers<readonly QueryResult[]>();
  /** The statement that the server is working on. */
  #position = 0;
  #unreadable: unknown;

  /** @param types parse the columns of the results */
  constructor(statements: readonly BatchStatement[], types: unknown) {
    this.#statements = statements;
    this.#results = statements.map(() => Reflect.construct(pg.Result, [undefined, types]));
    this.results = this.#settled.promise;
  }

  /** pg's client records under this name that the server has parsed the statement. */
  get name(): string | undefined {
    return this.#statements[this.#position]?.name;
  }

  get text(): string | undefined {
    return this.#statements[this.#position]?.text;
  }

  submit(connection: Connection): null {
    connection.stream.cork();
    for (const { name, text, values } of this.#statements) {
      if (!isKnown(connection, name)) {
        connection.parse({ name, text });
        if (name !== undefined) connection.submittedNamedStatements[name] = text;
      }
      connection.bind({ statement: name, values });
      connection.describe({ type: 'P' });
      connection.execute({});
    }
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { readonly fields: readonly unknown[] }): void {
    this.#current().addFields(fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly unknown[] }): void {
    try {
      const result = this.#current();
      result.addRow(result.parseRow(fields));
    } catch (error) {
      this.#unreadable ??= error;
    }
  }

  handleCommandComplete(message: object): void {
    this.#current().addCommandComplete(message);
    this.#position += 1;
  }

  handleEmptyQuery(): void {
    this.#position += 1;
  }

  handleCopyInResponse(connection: Connection): void {
    connection.sendCopyFail('not supported');
  }

  handleCopyData(): void {}

  handleError(error: unknown, { submittedNamedStatements }: Connection): void {
    // The server has not parsed the statements that it skipped.
    for (const { name } of this.#statements.slice(this.#position)) if (name) delete submittedNamedStatements[name];
    this.#settled.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === undefined) this.#settled.resolve(this.#results);
    else this.#settled.reject(this.#unreadable);
  }

  #current(): BatchResult {
    const result = this.#results[this.#position];
    if (!result) throw new Error('the server returned more results than statements were sent');
    return result;
  }
}

const isKnown = ({ parsedStatements, submittedNamedStatements }: Connection, name: string | undefined): boolean =>
  name !== undefined && (parsedStatements[name] !== undefined || submittedNamedStatements[name] !== undefined);

/** Converts the values of a statement as pg does. Throws if one cannot be sent. */
export const toParameters = (values: readonly unknown[]): Parameter[] => values.map((value) => prepareValue(value));

const { prepareValue } = Reflect.get(pg, 'utils') as { prepareValue: (value: unknown) => Parameter };
