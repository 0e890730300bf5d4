/**
 * A Dapr state store: one value per key with a time to live, written with first-write concurrency (ETags). Every operation
 * uses one key, so the store may be a cluster.
 *
 * How the sidecar is called is a transport: state-over-http.ts for what is read and written with every request, state-over-client.ts
 * (@dapr/dapr) for what is rare (docs/decisions/0075). What a response means is decided here, the same for both.
 */
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import type { z } from 'zod';
import { type TraceCall, untraced } from './trace-call.ts';

/** The value was changed since it was read (or created, if there was none): read and decide again. */
export class StateConflict extends Error {
  override name = 'StateConflict';
}

/** The store or the sidecar is unavailable, or rejected the operation. A write may or may not have happened. */
export class StateUnavailable extends Error {
  override name = 'StateUnavailable';
}

export interface Stored<T> {
  readonly value: T;
  /** The store's ETag, to replace exactly this value. */
  readonly etag: string;
}

export interface WriteOptions {
  /** ETag of the value to replace; undefined = there was none. */
  readonly etag?: string;
  readonly ttlSeconds: number;
}

/** All reject with StateUnavailable, `write` also with StateConflict, `read` with a ZodError for an invalid value. */
export interface StateStore {
  read<S extends z.ZodType>(key: string, schema: S): Promise<Stored<z.output<S>> | undefined>;
  write(key: string, value: object, options: WriteOptions): Promise<void>;
  /** Rejects while the store cannot be read. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface StateSettings {
  readonly httpPort: number;
  readonly apiToken: string;
  /** The state component's name. */
  readonly component: string;
  /** Time-out of an operation, in milliseconds. Default: that of stores (contracts/deadlines.ts). */
  readonly timeout?: number;
  /** Runs each operation in a span; default: without. */
  readonly traceCall?: TraceCall;
}

/** What a transport gets. */
export type TransportSettings = Omit<Required<StateSettings>, 'traceCall'>;

/** An entry of Dapr's state API, written with first-write concurrency. */
export interface StateEntry {
  readonly key: string;
  readonly value: object;
  readonly etag: string | undefined;
  readonly metadata: { readonly ttlInSeconds: string };
}

export interface TraceHeaders {
  readonly traceparent?: string;
}

/** Calls of the sidecar. Both reject when there is no response within the time-out. */
export interface StateTransport {
  /** Undefined: there is no such key. Rejects if the store cannot be read. */
  find(key: string, trace: TraceHeaders): Promise<{ readonly data: unknown; readonly etag: string } | undefined>;
  /** Rejects if it was not written, with StateRejected if the sidecar responded. */
  save(entry: StateEntry, trace: TraceHeaders): Promise<void>;
  close(): Promise<void>;
}

/** The sidecar's response to a write that it did not carry out. */
export class StateRejected extends Error {
  override name = 'StateRejected';
  readonly status: number | undefined;

  constructor(status: number | undefined, message: string) {
    super(message);
    this.status = status;
  }
}

export function createStateStore(
  createTransport: (settings: TransportSettings) => StateTransport,
  { traceCall = untraced, timeout = deadlines.state, ...settings }: StateSettings,
): StateStore {
  const { component } = settings;
  const transport = createTransport({ ...settings, timeout });
  const traced = <T>(operation: string, work: (trace: TraceHeaders) => Promise<T>) =>
    traceCall(`${operation} ${component}`, { 'db.operation.name': operation }, work);

  const find = (key: string) =>
    traced('get', (trace) => transport.find(key, trace)).catch((cause: unknown) => {
      throw new StateUnavailable(`${component} cannot be read`, { cause });
    });

  return {
    async read(key, schema) {
      const found = await find(key);
      return found && { value: schema.parse(found.data), etag: found.etag };
    },

    async write(key, value, { etag, ttlSeconds }) {
      const entry = { key, value, etag, metadata: { ttlInSeconds: String(Math.ceil(ttlSeconds)) } };
      try {
        await traced('save', (trace) => transport.save(entry, trace));
      } catch (cause) {
        // For an existing key, creating it is not a conflict to the sidecar (409) but a failure of the store (500); and for a
        // replacement every failure is a conflict to it, e.g. of a full store. So read the value to find out.
        const mayBeConflict = etag === undefined || (cause instanceof StateRejected && cause.status === 409);
        const isConflict = mayBeConflict && (await find(key))?.etag !== etag;
        if (isConflict) throw new StateConflict(`${key} was changed by another writer`, { cause });
        throw new StateUnavailable(`${component} cannot be written`, { cause });
      }
    },

    async check() {
      await find('readiness');
    },

    close: () => transport.close(),
  };
}
