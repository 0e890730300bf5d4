/**
 * Anchors the heads of a service's hash chains every few seconds: it appends those that changed to a file, if there is one, and
 * publishes them to the service's anchor topic. One instance at a time; at least once.
 */
import { existsSync } from 'node:fs';
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { query, sqlNow } from '../dialect.ts';
import type { EventContext } from '../event-context.ts';
import type { Anchor, Head } from './anchor.ts';
import type { HashChainLog } from './hash-chain-log.ts';
import { anchorEvent, appendToAnchorFile } from './write-anchors.ts';

export interface ChainAnchorerSettings {
  readonly database: DataSource;
  readonly sidecar: Pick<Sidecar, 'publishBulk'>;
  readonly pubsub: string;
  /** App id; the CloudEvents `source`. */
  readonly source: string;
  readonly topic: string;
  /** undefined: only the topic has the anchors. */
  readonly file?: string;
  readonly logs: readonly HashChainLog[];
  readonly seconds: number;
  readonly logger: Logger;
}

interface AnchorSettings {
  readonly APP_ID: string;
  readonly COMPONENTS: Readonly<Record<string, string>>;
  readonly ANCHOR_SECONDS: number;
  readonly ANCHORS_FILE?: string | undefined;
}

/** The anchorer of a service. */
export const chainAnchorerOf = (
  { name, database, sidecar, logger }: EventContext,
  settings: AnchorSettings,
  logs: readonly HashChainLog[],
): Worker =>
  createChainAnchorer({
    database,
    sidecar,
    pubsub: settings.COMPONENTS.events ?? 'events',
    source: settings.APP_ID,
    topic: anchorTopicOf(name),
    file: settings.ANCHORS_FILE,
    logs,
    seconds: settings.ANCHOR_SECONDS,
    logger,
  });

/** Times of entries are those of their transactions' begin: one that commits later than this is anchored with the next entry of its chain. */
const overlapMs = 60_000;
const headsPerAnchor = 1_000;
const anchorsPerPublish = 5;
const publishTimeout = 15_000;

export interface ChainAnchorer extends Worker {
  /** Anchors what changed; the first call for a log only registers it. */
  anchorOnce(): Promise<void>;
}

export function createChainAnchorer(settings: ChainAnchorerSettings): ChainAnchorer {
  const { database, logs, seconds, logger } = settings;
  /** The newest heads by table: those of the overlap were anchored already. */
  const anchored = new Map<string, ReadonlyMap<string, string>>();

  const anchorOnce = async () => {
    // The data was restored into another folder, or the file was removed: all heads are anchored again.
    const isFileNew = settings.file !== undefined && !existsSync(settings.file);
    if (isFileNew) anchored.clear();
    for (const log of logs) await database.transaction((manager) => anchorLog(manager, log, isFileNew));
  };

  async function anchorLog(manager: EntityManager, log: HashChainLog, isFileNew: boolean): Promise<void> {
    const lock = await query<{ until: Date | null; now: Date }[]>(
      manager,
      `select anchored_until as until, ${sqlNow(manager.connection)} as now from chain_anchor where log = ?
       for update skip locked`,
      [log.table],
    );
    const [state] = lock;
    if (!state) return addLog(manager, log);
    const since = isFileNew || !state.until ? null : new Date(state.until.getTime() - overlapMs);
    const heads = await changedHeads(manager, log, since);
    const before = anchored.get(log.table);
    const fresh = heads.filter(([key, , hash]) => before?.get(key) !== hash);
    for (let at = 0; at < fresh.length; at += headsPerAnchor * anchorsPerPublish)
      await write(settings, toAnchors(log, fresh.slice(at, at + headsPerAnchor * anchorsPerPublish), state.now));
    anchored.set(log.table, new Map(heads.map(([key, , hash]) => [key, hash])));
    await query(manager, 'update chain_anchor set anchored_until = ? where log = ?', [state.now, log.table]);
  }

  const worker = createPollingWorker({
    name: 'chain-anchors',
    seconds,
    logger,
    async tick() {
      await anchorOnce();
      return undefined;
    },
  });
  return { ...worker, anchorOnce };
}

/** The row of a log, unless another instance has it locked. */
async function addLog(manager: EntityManager, { table }: HashChainLog): Promise<void> {
  const known = await query<unknown[]>(manager, 'select log from chain_anchor where log = ?', [table]);
  if (known.length === 0) await query(manager, 'insert into chain_anchor (log) values (?)', [table]);
}

/** The last entry of each chain that changed since then; without a time of all chains. */
async function changedHeads(
  manager: EntityManager,
  { table, key, sequence }: HashChainLog,
  since: Date | null,
): Promise<Head[]> {
  const rows = await query<{ id: string; sequence: string | number; hash: string }[]>(
    manager,
    `select t.${key} as id, t.${sequence} as sequence, t.hash from (
       select ${key} as id, max(${sequence}) as last from ${table} ${since ? 'where at >= ?' : ''} group by ${key}
     ) n join ${table} t on t.${key} = n.id and t.${sequence} = n.last`,
    since ? [since] : [],
  );
  return rows.map(({ id, sequence: last, hash }) => [id, Number(last), hash]);
}

function toAnchors({ table }: HashChainLog, heads: readonly Head[], now: Date): Anchor[] {
  const anchors: Anchor[] = [];
  for (let at = 0; at < heads.length; at += headsPerAnchor)
    anchors.push({ at: now.toISOString(), table, heads: heads.slice(at, at + headsPerAnchor) });
  return anchors;
}

/** First to the file: whatever the topic has is in the file, too. */
async function write({ file, ...settings }: ChainAnchorerSettings, anchors: readonly Anchor[]): Promise<void> {
  if (file) await appendToAnchorFile(file, anchors);
  const { sidecar, pubsub, topic, source } = settings;
  const entries = anchors.map((anchor) => {
    const event = anchorEvent(anchor, source);
    return {
      entryId: event.id,
      event,
      contentType: 'application/cloudevents+json' as const,
      metadata: { partitionKey: anchor.table },
    };
  });
  const failed = await sidecar.publishBulk(pubsub, topic, entries, publishTimeout);
  if (failed.size > 0) throw new Error(`${failed.size} anchors of hash chains were not published`);
}
