/**
 * The hash-chained log of what staff did, for services that have no event-sourced log of it: one chain per subject (a product, a
 * person). An action is appended in the transaction that does it.
 */
import type { staffActionSubjects } from '@mambogo/contracts/api/staff-actions.ts';
import type { WithoutPersonal } from '@mambogo/contracts/personal.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query, sqlNow } from '../dialect.ts';
import type { EventMetadata } from '../event-metadata.ts';
import { type HashChainLog, present } from './hash-chain-log.ts';

export interface StaffActionEntry<D> {
  readonly kind: (typeof staffActionSubjects)[number];
  readonly subject: string;
  readonly type: string;
  readonly data: D & WithoutPersonal<D>;
}

export async function appendStaffAction<D extends Readonly<Record<string, unknown>>>(
  manager: EntityManager,
  { actor, cause }: Pick<EventMetadata, 'actor' | 'cause'>,
  { kind, subject, type, data }: StaffActionEntry<D>,
): Promise<void> {
  const { connection } = manager;
  await query(
    manager,
    `insert into staff_action_chain (subject, version, last_hash) values (?, 0, '') ${
      dialectOf(connection) === 'postgres' ? 'on conflict do nothing' : 'on duplicate key update version = version'
    }`,
    [subject],
  );
  const [head] = await query<{ version: number; hash: string; now: Date }[]>(
    manager,
    `select version, last_hash as hash, ${sqlNow(connection)} as now from staff_action_chain where subject = ? for update`,
    [subject],
  );
  if (!head) throw new Error('the chain of staff actions has no head');
  const version = head.version + 1;
  const traceId = currentTrace()?.traceId;
  const hash = chainHash(
    head.hash,
    present({ kind, subject, type, data, version, actor, cause, traceId, at: head.now }),
  );
  await query(
    manager,
    `insert into staff_action (subject, version, kind, type, actor, cause, trace_id, data, at, hash, prev_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[subject, version, kind, type, actor, cause ?? null, traceId ?? null, JSON.stringify(data)],
      ...[head.now, hash, head.hash],
    ],
  );
  await query(manager, 'update staff_action_chain set version = ?, last_hash = ? where subject = ?', [
    version,
    hash,
    subject,
  ]);
}

export const staffActionChain: HashChainLog = {
  table: 'staff_action',
  key: 'subject',
  sequence: 'version',
  numbered: true,
  head: ['staff_action_chain', 'subject'],
  content: ({ trace_id: traceId, data, ...row }) => present({ ...row, traceId, data: parsed(data) }),
};

/** MariaDB returns JSON as text. */
export const parsed = (data: unknown): unknown => (typeof data === 'string' ? JSON.parse(data) : data);

/** What a service lists. */
export interface StaffActionSource {
  /**
   * A query with the columns id (unique in the shop, comparable by bytes), at, type, kind, subject, actor, cause, trace_id and data.
   * Its rows have an index by `at`, and one by `actor` and `at`.
   */
  readonly sql: string;
  /** What the types of its actions begin with. */
  readonly types: string;
}

/** The log as sources of the trail, one for each kind: staff-action-route.ts. @param types of each kind */
export const staffActionSources = (
  service: string,
  dialect: 'postgres' | 'mysql',
  types: Readonly<Partial<Record<StaffActionEntry<unknown>['kind'], string>>>,
): StaffActionSource[] =>
  Object.entries(types).map(([kind, prefix]) => ({
    types: prefix,
    sql: `select ${ids[dialect](service)} as id, at, type, kind, subject, actor, cause, trace_id, data from staff_action
      where kind = '${kind}'`,
  }));

const ids = {
  postgres: (service: string) => `'${service}/' || subject || '/' || lpad(version::text, 9, '0')`,
  mysql: (service: string) =>
    `convert(concat('${service}/', subject, '/', lpad(version, 9, '0')) using utf8mb4) collate utf8mb4_bin`,
};
