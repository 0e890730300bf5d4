/** GET /internal/staff-actions: what staff did in this service, newest first, for the trail that the order service merges. */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { type StaffAction, staffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';
import { parsed, type StaffActionSource } from './staff-action-log.ts';

export const staffActionsRoute = (service: string, database: DataSource, source: StaffActionSource) =>
  handleRoute(listServiceStaffActions, async (call) => ({
    status: 200,
    body: { items: await readStaffActions(service, database.manager, [source], call.query) },
  }));

interface Row extends Pick<StaffAction, 'id' | 'type' | 'kind' | 'subject' | 'actor'> {
  readonly at: Date;
  readonly cause: string | null;
  readonly trace_id: string | null;
  readonly data: unknown;
}

/**
 * Reads no more of a source than the page: its newest entries by the index, from which the page begins at a whole millisecond, so
 * that none of the same millisecond is missed.
 */
export async function readStaffActions(
  service: string,
  manager: EntityManager,
  sources: readonly StaffActionSource[],
  { before, beforeId = '', from, actor, type = '', size }: StaffActionQuery,
): Promise<StaffAction[]> {
  const { at, id, millisecond } = columns[dialectOf(manager.connection)];
  const conditions: [condition: string, ...values: unknown[]][] = [];
  if (before !== undefined) {
    const time = new Date(before);
    conditions.push(['at < ?', new Date(time.getTime() + 1)]);
    conditions.push([`(${at} < ? or (${at} = ? and ${id} < ?))`, time, time, beforeId]);
  }
  if (from !== undefined) conditions.push(['at >= ?', new Date(from)]);
  if (actor !== undefined) conditions.push(['actor = ?', actor]);
  if (type !== '') conditions.push(['type like ?', `${type}%`]);
  const where = conditions.length > 0 ? conditions.map(([condition]) => condition).join(' and ') : 'true';
  const values = conditions.flatMap(([, ...given]) => given);
  const wanted = sources.filter(({ types = '' }) => types.startsWith(type) || type.startsWith(types));
  if (wanted.length === 0) return [];
  const newest = (sql: string) => `(select * from (${sql}) s where ${where} and at >= coalesce(
      (select ${millisecond('min(at)')} from (select at from (${sql}) n where ${where} order by at desc limit ${size}) newest),
      '1970-01-02'))`;
  const rows = await query<Row[]>(
    manager,
    `select * from (${wanted.map(({ sql }) => newest(sql)).join(' union all ')}) s
     order by ${at} desc, ${id} desc limit ${size}`,
    wanted.flatMap(() => [...values, ...values]),
  );
  return rows.map(({ at, cause, trace_id, data, id, type, kind, subject, actor }) =>
    staffAction({
      ...{ id, at: at.toISOString(), service, type, kind, subject, actor },
      cause: cause ?? undefined,
      traceId: trace_id ?? undefined,
      data: parsed(data) as Record<string, unknown>,
    }),
  );
}

const truncated = (time: string) => `date_trunc('milliseconds', ${time})`;

/** As positions in the list: times in milliseconds, as in JSON, and ids by bytes. */
const columns = {
  postgres: { at: truncated('at'), id: 'id collate "C"', millisecond: truncated },
  mysql: { at: 'at', id: 'id', millisecond: (time: string) => time },
};
