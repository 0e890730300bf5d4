/**
 * The sidecar's state API by Dapr's client library, for state that is rarely used: dead letters, failures, readiness. Loaded on
 * first use, as it takes tens of MB and most services keep no state. Its state calls return `{error}` instead of throwing, and never
 * time out on a sidecar that hangs; this module throws in both cases. It cannot pass trace headers.
 */
import { z } from 'zod';
import { StateRejected, type StateTransport, type TransportSettings } from './state.ts';

export function stateOverClient({ component, timeout, ...sidecar }: TransportSettings): StateTransport {
  let loading: ReturnType<typeof connect> | undefined;
  const client = () => {
    loading ??= connect(sidecar);
    return loading;
  };
  const withTimeout = <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no response within ${timeout} ms`)), timeout);
    });
    return Promise.race([work, timedOut]).finally(() => clearTimeout(timer));
  };

  return {
    /** A bulk read of one key: the library's only read that returns the ETag. */
    async find(key) {
      const { state } = await client();
      const [entry] = Entries.parse(await withTimeout(state.getBulk(component, [key], { parallelism: 1 })));
      if (entry?.error !== undefined) throw new Error(entry.error);
      return entry?.etag === undefined ? undefined : { data: entry.data, etag: entry.etag };
    },

    async save(entry) {
      const { state, options } = await client();
      const { error } = await withTimeout(state.save(component, [{ ...entry, options }]));
      if (error) throw new StateRejected(statusOf(error), error.message);
    },

    async close() {
      const open = await loading?.catch(() => undefined);
      await open?.close();
    },
  };
}

const Entries = z.array(
  z.object({ data: z.unknown(), etag: z.string().optional(), error: z.string().optional() }).partial(),
);

async function connect({ httpPort, apiToken }: Pick<TransportSettings, 'httpPort' | 'apiToken'>) {
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
