/**
 * A PostgreSQL connection that sends the statements of a transaction in batches (statement-batch.ts), one round trip each and in the
 * order in which they were given. A batch contains what was given before its first statement whose result somebody waits for, and in
 * the same turn of the event loop:
 *
 *   START TRANSACTION, hold(...)         wait for the next statement that is sent
 *   any other statement, also COMMIT     sent with all that wait, as soon as the batch before has ended
 *   ROLLBACK                             sent alone; what waits is forgotten, and a transaction that was never sent needs none
 *
 * The error of a statement is the error of its whole batch. Outside of transactions statements are sent as they are.
 */
import type { QueryResult } from 'pg';
import { PreparedStatementClient } from './prepared-statement-client.ts';
import { type BatchStatement, StatementBatch, toParameters } from './statement-batch.ts';

/** A statement that was held back. */
export interface Held<R> {
  /** Its rows. Throws if it has not been executed yet. */
  rows(): readonly R[];
}

interface WaitingStatement extends BatchStatement {
  /** Once it was executed. */
  result?: QueryResult;
  /** undefined: it is held back, nobody waits for its result. */
  readonly awaited?: PromiseWithResolvers<QueryResult>;
}

/** As TypeORM sends them. */
const begin = 'START TRANSACTION';
const commit = 'COMMIT';
const rollback = /^ROLLBACK\b/;
const savepoint = /^ROLLBACK TO SAVEPOINT\b/;

export class BatchingClient extends PreparedStatementClient {
  #waiting: WaitingStatement[] = [];
  #inTransaction = false;
  #isSending = false;
  /** The first error of the transaction. */
  #failure: unknown;

  /** @param text a single statement */
  hold<R>(text: string, values: readonly unknown[] = []): Held<R> {
    const statement = this.#wait(text, values);
    return {
      rows() {
        if (!statement.result) throw new Error(`not executed yet: ${text}`);
        return statement.result.rows;
      },
    };
  }

  /** One signature for all overloads of pg. */
  override query(...args: readonly unknown[]): never {
    const [text, values = []] = args;
    const isPromised = typeof text === 'string' && Array.isArray(values) && typeof args.at(-1) !== 'function';
    const result = isPromised ? this.#execute(text, values) : Reflect.apply(super.query, this, args);
    return result as never;
  }

  async #execute(text: string, values: readonly unknown[]): Promise<QueryResult> {
    const send = (): Promise<QueryResult> => Reflect.apply(super.query, this, [text, values]);
    if (text === begin) {
      this.#inTransaction = true;
      this.#failure = undefined;
      this.hold(begin);
      return nothing;
    }
    if (rollback.test(text)) {
      this.#inTransaction = savepoint.test(text);
      return this.#forget() ? nothing : send();
    }
    if (text === commit) return this.#commit();
    if (!this.#inTransaction && this.#waiting.length === 0) return send();
    // The extended protocol takes one statement at a time.
    if (values.length === 0 && text.includes(';'))
      return this.#waiting.length === 0 ? send() : this.#sendWaiting('select 1', []).then(send);
    return this.#sendWaiting(text, values);
  }

  async #commit(): Promise<QueryResult> {
    this.#inTransaction = false;
    if (this.#waiting.length === 1 && this.#waiting[0]?.text === begin) {
      this.#waiting = [];
      return nothing;
    }
    const result = await this.#sendWaiting(commit, []);
    if (result.command === commit) return result;
    // Nobody minded the error of a statement, but the server did.
    throw this.#failure ?? new Error('the transaction was rolled back');
  }

  #sendWaiting(text: string, values: readonly unknown[]): Promise<QueryResult> {
    const awaited = Promise.withResolvers<QueryResult>();
    this.#wait(text, values, awaited);
    this.#sendSoon();
    return awaited.promise;
  }

  #wait(text: string, values: readonly unknown[], awaited?: PromiseWithResolvers<QueryResult>): WaitingStatement {
    const isRepeated = values.length > 0 || text === begin || text === commit;
    const name = isRepeated ? this.nameOf(text) : undefined;
    const statement = { name, text, values: toParameters(values), awaited };
    this.#waiting.push(statement);
    return statement;
  }

  /** After all code that can give further statements now. */
  #sendSoon(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    process.nextTick(() => void this.#send());
  }

  async #send(): Promise<void> {
    const statements = this.#waiting.splice(0);
    const batch = new StatementBatch(statements, this);
    const send = (): Promise<readonly QueryResult[]> => {
      Reflect.apply(super.query, this, [batch]);
      return batch.results;
    };
    try {
      const results = await this.traced(statements.at(-1)?.text ?? '', statements.length, send);
      for (const [n, result] of results.entries()) {
        const statement = statements[n];
        if (statement) statement.result = result;
        statement?.awaited?.resolve(result);
      }
    } catch (error) {
      this.forget(error);
      this.#failure ??= error;
      for (const { awaited } of statements) awaited?.reject(error);
    }
    this.#isSending = false;
    if (this.#waiting.some(({ awaited }) => awaited)) this.#sendSoon();
  }

  /** @returns whether the server knows of no transaction */
  #forget(): boolean {
    const forgotten = this.#waiting.splice(0);
    for (const { awaited } of forgotten) awaited?.reject(new Error('the transaction was rolled back'));
    return forgotten[0]?.text === begin;
  }
}

const nothing: QueryResult = { command: '', rowCount: null, oid: 0, fields: [], rows: [] };
