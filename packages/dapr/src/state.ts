/**
 * A Dapr state store: one value per key, written only over what was read (first-write concurrency with ETags), with a time
 * to live. Every operation touches one key, so the store may be a cluster.
 *
 * Through @dapr/dapr, loaded when it is first needed: it costs tens of MB, and most services keep no state. Its state calls
 * answer `{error}` instead of throwing, and never give up on a sidecar that hangs; here both are thrown.
 */
import { z } from 'zod';

/** Somebody else wrote since the value was read (or created it, when there was none): read again and decide again. */
export class StateConflict extends Error {
  override name = 'StateConflict';
}

/** The store or the sidecar is away, or refused. Nothing is known of a write: it may have happened. */
export class StateUnavailable extends Error {
  override name = 'StateUnavailable';
}

export interface Stored<T> {
  readonly value: T;
  /** The store's own, to write over exactly this value. */
  readonly etag: string;
}

export interface WriteOptions {
  /** Of the value that is written over; undefined = there was none. */
  readonly etag?: string;
  readonly ttlSeconds: number;
}

/** All reject with StateUnavailable, `write` also with StateConflict, `read` with a ZodError for a foreign value. */
export interface StateStore {
  read<S extends z.ZodType>(key: string, schema: S): Promise<Stored<z.output<S>> | undefined>;
  write(key: string, value: object, options: WriteOptions): Promise<void>;
  /** Rejects while the store can't be read. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface StateSettings {
  readonly httpPort: number;
  readonly apiToken: string;
  /** The state component's name. */
  readonly component: string;
  /** Milliseconds an operation may take. */
  readonly timeout?: number;
}

export function createStateStore({ httpPort, apiToken, component, timeout = 6_000 }: StateSettings): StateStore {
  let loading: ReturnType<typeof connect> | undefined;
  const client = () => {
    loading ??= connect(httpPort, apiToken);
    return loading;
  };
  const withTimeout = <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${timeout} ms`)), timeout);
    });
    return Promise.race([work, timedOut]).finally(() => clearTimeout(timer));
  };

  /** A bulk read of one key: the only read that tells the ETag. */
  async function find(key: string): Promise<z.output<typeof Found> | undefined> {
    const { state } = await client();
    try {
      const [entry] = Entries.parse(await withTimeout(state.getBulk(component, [key], { parallelism: 1 })));
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
      const { error } = await withTimeout(state.save(component, [entry])).catch((error: Error) => ({ error }));
      if (!error) return;
      // Creating what is there already is no conflict to the sidecar (409) but a failure of the store (500), and writing
      // over what is there is a conflict to it whatever failed, e.g. a store that is full: look.
      const mayBeConflict = etag === undefined || statusOf(error) === 409;
      const conflict = mayBeConflict && (await find(key))?.etag !== etag;
      if (conflict) throw new StateConflict(`${key} was written by somebody else`, { cause: error });
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
    // What goes wrong is thrown; the client would print it besides, keys included.
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

/** The client throws the sidecar's answer as JSON in the error's message. */
function statusOf(error: Error): number | undefined {
  try {
    return ErrorBody.parse(JSON.parse(error.message)).status;
  } catch {
    return undefined;
  }
}
const ErrorBody = z.object({ status: z.number() });
