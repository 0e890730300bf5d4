/** GET /internal/staff-actions: what staff did in this service, newest first, for the trail that the order service merges. */
import { listServiceStaffActions, type StaffActionQuery } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { type StaffAction, staffAction } from '@mambogo/contracts/api/staff-actions.ts';
import type { Reads } from '@mambogo/service/database/replica/reads.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';
import { parsed, type StaffActionSource } from './staff-action-log.ts';

export const staffActionsRoute = (service: string, reads: Reads, sources: readonly StaffActionSource[]) =>
  handleRoute(listServiceStaffActions, async ({ query, request }) => ({
    status: 200,
    body: {
      items: await reads.mayBeStale(request, (manager) => readStaffActions(service, manager, sources, query)),
    },
  }));

interface Row extends Pick<StaffAction, 'id' | 'type' | 'kind' | 'subject' | 'actor'> {
  readonly at: Date;
  readonly cause: string | null;
  readonly trace_id: string | null;
  readonly data: unknown;
}

/**
 * Reads no more of a source than the page: its newest entries by the index, from which the page begins at a whole millisecond, so
 * that none of the same millisecond is missed. A source is read only for types that it has, and what selects among those is part
 * of the statement: with a parameter, a prepared plan could not use a partial index.
 */
export async function readStaffActions(
  service: string,
  manager: EntityManager,
  sources: readonly StaffActionSource[],
  { before, beforeId = '', from, actor, type = '', size }: StaffActionQuery,
): Promise<StaffAction[]> {
  const wanted = sources.filter(({ types }) => types.startsWith(type) || type.startsWith(types));
  if (wanted.length === 0) return [];
  const dialect = dialectOf(manager.connection);
  const { at, id, millisecond } = columns[dialect];
  const conditions: [condition: string, ...values: unknown[]][] = [];
  if (before !== undefined) {
    const time = new Date(before);
    conditions.push(['at < ?', new Date(time.getTime() + 1)]);
    conditions.push([`(${at} < ? or (${at} = ? and ${id} < ?))`, time, time, beforeId]);
  }
  if (from !== undefined) conditions.push(['at >= ?', new Date(from)]);
  if (actor !== undefined) conditions.push(['actor = ?', actor]);
  const values = conditions.flatMap(([, ...given]) => given);
  const where = ({ types }: StaffActionSource) => {
    const ofType = types.startsWith(type) ? [] : [`type like '${typePrefix(type)}%'`];
    return [...ofType, ...conditions.map(([condition]) => condition), 'true'].join(' and ');
  };
  /** The time of the page's last entry, if the source had them all. */
  const begin = (source: StaffActionSource) => `coalesce((select ${millisecond('min(at)')} from
      (select at from (${source.sql}) n where ${where(source)} order by at desc limit ${size}) newest), '1970-01-02')`;
  const begins = dialect === 'mysql' ? await readBegins(manager, wanted.map(begin), values) : undefined;
  const rows = await query<Row[]>(
    manager,
    `select * from (${wanted
      .map(
        (source) =>
          `(select * from (${source.sql}) s where ${where(source)} and at >= ${begins ? '?' : begin(source)})`,
      )
      .join(' union all ')}) s order by ${at} desc, ${id} desc limit ${size}`,
    wanted.flatMap((_, n) => [...values, ...(begins ? [begins[n]] : values)]),
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

/** In a statement of its own: MariaDB uses no index for a comparison with what another part of the statement finds. */
async function readBegins(
  manager: EntityManager,
  begins: readonly string[],
  values: readonly unknown[],
): Promise<unknown[]> {
  const columns = begins.map((begin, n) => `${begin} as begin${n}`).join(', ');
  const [row = {}] = await query<Record<string, unknown>[]>(
    manager,
    `select ${columns}`,
    begins.flatMap(() => values),
  );
  return begins.map((_, n) => row[`begin${n}`]);
}

/** A prefix that is safe in a statement. */
function typePrefix(type: string): string {
  if (!/^[a-z.-]+$/.test(type)) throw new Error('not a type of actions');
  return type;
}

const truncated = (time: string) => `date_trunc('milliseconds', ${time})`;

/** As positions in the list: times in milliseconds, as in JSON, and ids by bytes. */
const columns = {
  postgres: { at: truncated('at'), id: 'id collate "C"', millisecond: truncated },
  mysql: { at: 'at', id: 'id', millisecond: (time: string) => time },
};
