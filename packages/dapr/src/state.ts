/**
 * A Dapr state store: one value per key with a time to live, written with first-write concurrency (ETags). Every operation
 * uses one key, so the store may be a cluster.
 *
 * Uses @dapr/dapr, loaded on first use: it takes tens of MB, and most services keep no state. Its state calls return `{error}`
 * instead of throwing, and never time out on a sidecar that hangs; this module throws in both cases.
 */
import { z } from 'zod';
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
  /** Time-out of an operation, in milliseconds. */
  readonly timeout?: number;
  /** Runs each operation in a span; default: without. */
  readonly traceCall?: TraceCall;
}

export function createStateStore({
  httpPort,
  apiToken,
  component,
  timeout = 6_000,
  traceCall = untraced,
}: StateSettings): StateStore {
  const traced = <T>(operation: string, work: () => Promise<T>) =>
    traceCall(`${operation} ${component}`, { 'db.operation.name': operation }, work);
  let loading: ReturnType<typeof connect> | undefined;
  const client = () => {
    loading ??= connect(httpPort, apiToken);
    return loading;
  };
  const withTimeout = <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no response within ${timeout} ms`)), timeout);
    });
    return Promise.race([work, timedOut]).finally(() => clearTimeout(timer));
  };

  /** A bulk read of one key: the only read that returns the ETag. */
  async function find(key: string): Promise<z.output<typeof Found> | undefined> {
    const { state } = await client();
    try {
      const reading = () => withTimeout(state.getBulk(component, [key], { parallelism: 1 }));
      const [entry] = Entries.parse(await traced('get', reading));
      if (entry?.error !== undefined) throw new Error(entry.error);
      return entry?.etag === undefined ? undefined : { data: entry.data, etag: entry.etag };
    } catch (cause) {
      throw new StateUnavailable(`${component} cannot be read`, { cause: cause });
    }
  }

  return {
    async read(key, schema) {
      const found = await find(key);
      return found && { value: schema.parse(found.data), etag: found.etag };
    },

    async write(key, value, { etag, ttlSeconds }) {
      const { state, options } = await client();
      const entry = { key, value, etag, options, metadata: { ttlInSeconds: String(Math.ceil(ttlSeconds)) } };
      const saving = () => withTimeout(state.save(component, [entry]));
      const { error } = await traced('save', saving).catch((error: Error) => ({ error }));
      if (!error) return;
      // For an existing key, creating it is not a conflict to the sidecar (409) but a failure of the store (500); and for a
      // replacement every failure is a conflict to it, e.g. of a full store. So read the value to find out.
      const mayBeConflict = etag === undefined || statusOf(error) === 409;
      const conflict = mayBeConflict && (await find(key))?.etag !== etag;
      if (conflict) throw new StateConflict(`${key} was changed by another writer`, { cause: error });
      throw new StateUnavailable(`${component} cannot be written`, { cause: error });
    },

    async check() {
      await find('readiness');
    },

    async close() {
      const open = await loading?.catch(() => undefined);
      await open?.close();
    },
  };
}

const Found = z.object({ data: z.unknown(), etag: z.string() });
const Entries = z.array(Found.partial().extend({ error: z.string().optional() }));

async function connect(httpPort: number, apiToken: string) {
  const { DaprClient, StateConcurrencyEnum, StateConsistencyEnum } = await import('@dapr/dapr');
  const client = new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(httpPort),
    daprApiToken: apiToken,
    // Errors are thrown; the client would also print them, keys included.
    logger: { service: { error() {}, warn() {}, info() {}, verbose() {}, debug() {} } },
  });
  return {
    state: client.state,
    close: () => client.stop(),
    options: {
      concurrency: StateConcurrencyEnum.CONCURRENCY_FIRST_WRITE,
      consistency: StateConsistencyEnum.CONSISTENCY_UNSPECIFIED,
    },
  };
}

/** The client throws the sidecar's response as JSON in the error's message. */
function statusOf(error: Error): number | undefined {
  try {
    return ErrorBody.parse(JSON.parse(error.message)).status;
  } catch {
    return undefined;
  }
}
const ErrorBody = z.object({ status: z.number() });
