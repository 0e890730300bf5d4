/** The pool of connections to the read replicas of a service's database, and how one of them is used and given up. */
import { DataSource, type EntityManager } from 'typeorm';

/** `host:port` of the replicas: one address for all of them, each connection belongs to one. */
export interface ReplicaAddress {
  readonly host: string;
  readonly port: number;
}

/** The same database at another server. Not connected yet. */
export function replicaDataSource(database: DataSource, { host, port }: ReplicaAddress): DataSource {
  const { options } = database;
  if (options.type !== 'postgres' && options.type !== 'mariadb') throw new Error(`no replicas for ${options.type}`);
  const { ssl } = options;
  const named =
    typeof ssl === 'object' && ssl !== null && 'servername' in ssl ? { ssl: { ...ssl, servername: host } } : {};
  return new DataSource({ ...options, ...named, host, port, migrations: [] } as typeof options);
}

export class ReplicaTimeout extends Error {
  override name = 'ReplicaTimeout';
}

/** Uses one connection for `steps`, each with a time-out of its own. A connection that is late is closed. */
export async function onReplica<A, B>(
  replica: DataSource,
  [first, firstMs]: readonly [(manager: EntityManager) => Promise<A>, number],
  [second, secondMs]: readonly [(manager: EntityManager, found: A) => Promise<B>, number],
): Promise<B> {
  const runner = replica.createQueryRunner();
  let client: Client | undefined;
  let isGivenUp = false;
  const closeWhenLate = () => {
    isGivenUp = true;
    client?.destroy?.();
    if (!client?.destroy) client?.end?.();
  };
  const work = async (): Promise<A> => {
    client = (await runner.connect()) as Client;
    if (isGivenUp) throw new ReplicaTimeout('connected too late');
    return first(runner.manager);
  };
  try {
    const found = await within(firstMs, work(), closeWhenLate, () => runner.release());
    return await within(secondMs, second(runner.manager, found), closeWhenLate);
  } finally {
    if (client) await runner.release().catch(() => undefined);
  }
}

/** pg ends a connection that is busy by closing it; mysql2 has a method for that. */
interface Client {
  readonly end?: () => unknown;
  readonly destroy?: () => unknown;
}

async function within<T>(
  milliseconds: number,
  work: Promise<T>,
  closeWhenLate: () => void,
  afterwards: () => Promise<void> = async () => undefined,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      closeWhenLate();
      work.then(afterwards, afterwards).catch(() => undefined);
      reject(new ReplicaTimeout(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
