/**
 * Detects lost topics. The creator of the topics writes their ids into a file (Kafka gives a recreated topic a new id); each
 * database stores the ids of the topics it publishes to. A different id means that the topic was recreated, empty: what the
 * outbox retains of it is republished, and only then is the new id stored.
 *
 * A broker that was not shut down cleanly may have lost the last messages it acknowledged (topic ids stay the same). The file
 * has the time since when, and what was published since then is republished.
 */
import { readFile } from 'node:fs/promises';
import { publisherOf } from '@mambogo/contracts/events/event.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { createFileFollower } from '@mambogo/service/process/file-follower.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { dialectOf, query } from '../dialect.ts';
import { type RepublishSettings, republish } from './republish.ts';

export interface EpochSettings extends RepublishSettings {
  readonly logger: Logger;
}

export const TopicEpochs = z.object({
  /** Topic -> its id at the broker. */
  ids: z.record(z.string(), z.string().min(1)),
  /** Set after an unclean stop: what was published since then may be lost. */
  tailLostSince: Time.optional(),
});
export type TopicEpochs = z.infer<typeof TopicEpochs>;

/** @param file JSON of `TopicEpochs`; nothing happens while it does not exist */
export function createEpochWorker(settings: EpochSettings, file: string): Worker {
  let seen: string | undefined;
  return createFileFollower({
    name: 'topic epochs',
    files: [file],
    seconds: 2,
    logger: settings.logger,
    async task() {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined || text === seen) return;
      await observeEpochs(settings, TopicEpochs.parse(JSON.parse(text)));
      seen = text;
    },
  });
}

/** Instances that do this concurrently republish the same events, which has no second effect. */
export async function observeEpochs(settings: EpochSettings, { ids, tailLostSince }: TopicEpochs): Promise<void> {
  const { database, service, logger } = settings;
  const { manager } = database;
  const own = Object.entries(ids).filter(([topic]) => publisherOf(topic) === service);
  const rows = await query<{ topic: string; epoch: string }[]>(manager, 'select topic, epoch from topic_epoch');
  const known = new Map(rows.map(({ topic, epoch }) => [topic, epoch]));
  const lost = own.filter(([topic, epoch]) => known.has(topic) && known.get(topic) !== epoch).map(([topic]) => topic);
  if (lost.length > 0) {
    const { events, snapshots } = await republish(settings, { topics: lost });
    logger.warn(
      { event: 'outbox.republished', topics: lost, events, snapshots },
      'topics lost their data, republishing retained events',
    );
  }
  if (tailLostSince !== undefined && known.get(uncleanStopKey) !== tailLostSince) {
    const topics = own.map(([topic]) => topic).filter((topic) => !lost.includes(topic));
    const { events } = await republish(
      { ...settings, snapshots: undefined },
      { topics, publishedSince: new Date(tailLostSince) },
    );
    logger.warn(
      { event: 'outbox.republished', topics, since: tailLostSince, events },
      'broker was not shut down cleanly, republishing recent events',
    );
    await saveEpoch(manager, uncleanStopKey, tailLostSince);
  }
  for (const [topic, epoch] of own) if (known.get(topic) !== epoch) await saveEpoch(manager, topic, epoch);
}

/** The key of the last unclean stop, stored among the topics. */
const uncleanStopKey = 'unclean stop';

const saveEpoch = (manager: EntityManager, topic: string, epoch: string): Promise<unknown> =>
  query(
    manager,
    dialectOf(manager.connection) === 'postgres'
      ? `insert into topic_epoch (topic, epoch) values (?, ?)
         on conflict (topic) do update set epoch = excluded.epoch, seen_at = now()`
      : `insert into topic_epoch (topic, epoch) values (?, ?)
         on duplicate key update epoch = values(epoch), seen_at = now(6)`,
    [topic, epoch],
  );
