/**
 * Security events as rows, for the administrator's list. Writing never delays a log-in: records are queued and written
 * together; at most `maxQueued` are held while the store is unavailable, and the others are only in the log.
 */
import type { SecurityEventEntry } from '@mambogo/contracts/api/security-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import type { SecurityEventCode } from '@mambogo/contracts/security-events.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { SecurityEventRecord } from '@mambogo/service/telemetry/security-event.ts';
import type { DataSource } from 'typeorm';

export interface SecurityEventFilter {
  readonly subject?: string;
  readonly code?: SecurityEventCode;
  readonly since?: string;
  /** The id of the last one of the previous page. */
  readonly before?: string;
  readonly limit: number;
}

export interface SecurityEventLog {
  append(record: SecurityEventRecord): void;
  /** Newest first. */
  list(filter: SecurityEventFilter): Promise<SecurityEventEntry[]>;
  /** Resolves when all queued records are written. */
  written(): Promise<void>;
}

const maxQueued = 1_000;

export function createSecurityEventLog(database: DataSource, logger: Logger): SecurityEventLog {
  let queue: object[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (queue.length > 0) {
      const rows = queue;
      queue = [];
      await database.query(insert, [JSON.stringify(rows)]).catch((err: unknown) => {
        logger.warn(
          { event: 'security_events.not_stored', rows: rows.length, err },
          'security events could not be stored, they are only in the log',
        );
      });
    }
    writing = undefined;
  }

  return {
    append({ at, ...record }) {
      if (queue.length >= maxQueued) return;
      queue.push({ id: newId(), at: at.toISOString(), ...record });
      writing ??= write();
    },
    async list({ subject, code, since, before, limit }) {
      const rows = await database.query<Row[]>(select, [
        subject ?? null,
        code ?? null,
        since ?? null,
        before ?? null,
        limit,
      ]);
      return rows.map(({ at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        subject: row.subject ?? undefined,
        actor: row.actor ?? undefined,
        network: row.network ?? undefined,
        detail: row.detail ?? undefined,
      }));
    },
    written: async () => writing,
  };
}

interface Row extends Pick<SecurityEventEntry, 'id' | 'code' | 'outcome' | 'count'> {
  readonly at: Date;
  readonly subject: string | null;
  readonly actor: string | null;
  readonly network: string | null;
  readonly detail: Record<string, string | number | boolean> | null;
}

const columns = 'id, at, code, outcome, subject, actor, network, count, detail';
const insert = `insert into security_event (${columns}) select ${columns} from jsonb_to_recordset($1::jsonb) as r(
  id uuid, at timestamptz, code text, outcome text, subject text, actor text, network text, count int, detail jsonb)`;
const select = `select ${columns} from security_event
  where ($1::text is null or subject = $1) and ($2::text is null or code = $2)
    and ($3::timestamptz is null or at >= $3) and ($4::uuid is null or id < $4)
  order by id desc limit $5`;
