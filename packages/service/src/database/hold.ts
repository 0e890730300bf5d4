/** Holds a statement of a PostgreSQL transaction back, until the next one or the commit: for writes and locks without a result. */
import type { EntityManager } from 'typeorm';
import { BatchingClient, type Held } from './batching-client.ts';

/**
 * Its error is that of the statement that it is sent with.
 * @param manager of a transaction
 * @param text a single statement
 */
export async function hold<R>(
  { queryRunner }: EntityManager,
  text: string,
  values: readonly unknown[] = [],
): Promise<Held<R>> {
  const client: unknown = queryRunner?.isTransactionActive ? await queryRunner.connect() : undefined;
  if (!(client instanceof BatchingClient)) throw new Error('only transactions of PostgreSQL hold statements back');
  return client.hold<R>(text, values);
}
