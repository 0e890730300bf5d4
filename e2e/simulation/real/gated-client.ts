/** A PostgreSQL connection whose statements wait at the gate, and whose session gets the simulated time. */
import { BatchingClient, type Held } from '@mambogo/service/database/batching-client.ts';
import type { DataSource } from 'typeorm';
import type { Gate } from './gate.ts';
import { isoOf, setTime, type VirtualClock, withOwnTime } from './virtual-clock.ts';

/** Terminates a connection on the server side. */
export type TerminateBackend = (backend: number) => Promise<void>;

/** Called right after a commit, before the instance knows of it. @param startedAt when the transaction began */
export type OnCommit = (startedAt: Date) => Promise<void>;

export interface ConnectionParts {
  readonly gate: Gate;
  readonly clock: VirtualClock;
  readonly terminate: TerminateBackend;
  readonly onCommit: OnCommit;
}

/** Makes a pool that is not connected yet use connections of this kind. */
export function gateStatements(
  database: DataSource,
  { gate, clock, terminate, onCommit }: ConnectionParts,
): DataSource {
  class GatedClient extends BatchingClient {
    /** The last time set in the session. */
    #time = 0;
    #inTransaction = false;
    /** Ends with the last statement given: a connection executes one after another. */
    #last: Promise<unknown> = Promise.resolve();
    readonly #ended = new Promise<void>((resolve) => this.once('end', () => resolve()));

    override connect(...given: readonly unknown[]): never {
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const event of ['connect', 'end', 'error']) this.once(event, () => resolve());
      void gate.track(promise);
      return Reflect.apply(super.connect, this, given) as never;
    }

    override query(...given: readonly unknown[]): never {
      const [text, ...rest] = given;
      if (typeof text !== 'string' || rest.some((one) => typeof one === 'function')) return this.#send(given) as never;
      const passed = this.#last.then(() => this.#pass(text, rest));
      this.#last = passed.catch(() => undefined);
      return passed as never;
    }

    #pass(text: string, rest: readonly unknown[]): Promise<unknown> {
      const backend = () => this.#backend();
      return gate.pass({
        kind: 'sql',
        what: text,
        backend,
        run: () => this.#run(text, rest),
        fail: async () => {
          await terminate(backend() ?? 0);
          await this.#ended;
          return new Error('Connection terminated unexpectedly');
        },
      });
    }

    /** Passes the gate with the statement that it is sent with. */
    override hold<R>(text: string, values?: readonly unknown[]): Held<R> {
      return super.hold(withOwnTime(text), values);
    }

    async #run(text: string, rest: readonly unknown[]): Promise<unknown> {
      if (!this.#inTransaction && this.#time !== clock.now) {
        await this.#send([setTime, [isoOf(clock.now)]]);
        this.#time = clock.now;
      }
      const begins = /^(begin|start transaction)/i.test(text);
      const ends = /^(commit|rollback)/i.test(text);
      const result = await this.#send([withOwnTime(text), ...rest]);
      if (begins) this.#inTransaction = true;
      if (ends) this.#inTransaction = false;
      if (/^commit/i.test(text)) await onCommit(new Date(this.#time * 1_000));
      return result;
    }

    /** The server's process of this connection. */
    #backend(): number | undefined {
      return 'processID' in this && typeof this.processID === 'number' ? this.processID : undefined;
    }

    #send(given: readonly unknown[]): Promise<unknown> {
      return Reflect.apply(super.query, this, given);
    }
  }
  return database.setOptions({ extra: { ...extraOf(database), Client: GatedClient } });
}

const extraOf = ({ options }: DataSource): object => ('extra' in options ? { ...options.extra } : {});
