/**
 * Events from one service's outbox to another's effect: a bench commits events to an outbox like its service does, and the
 * running shop does the rest (relay, sidecar, broker, sidecar, inbox and effect in one transaction).
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { DataOf, DomainEvent, EventDefinition } from '@mambogo/contracts/events/event.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import type { Shop } from '../local/shop/shop.ts';

export interface Flow<E extends EventDefinition> {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly event: E;
  /** Data of a new event. */
  readonly fact: () => DataOf<E>;
}

/** Events per commit. */
const eventsPerCommit = 100;
const timeoutMs = 120_000;

/** Events per second, from the first commit to the last effect. */
export async function eventsPerSecond<E extends EventDefinition>(
  shop: Shop,
  { from, to, event, fact }: Flow<E>,
  count: number,
): Promise<number> {
  const [source, target] = await Promise.all([connect(shop, from), connect(shop, to)]);
  try {
    const handled = async () => Number((await target.query<{ n: string }[]>('select count(*) as n from inbox'))[0]?.n);
    const before = await handled();
    const work = createTransactionRunner({ database: source, source: `${shop.name}-${from}` });
    const began = performance.now();
    for (let left = count; left > 0; left -= eventsPerCommit)
      await work({ correlationId: newId(), actor: `service:${from}` }, async (unit) => {
        for (let i = 0; i < Math.min(left, eventsPerCommit); i += 1) {
          const emitted: DomainEvent = { event, data: fact() };
          unit.emit(emitted.event, emitted.data);
        }
      });
    while ((await handled()) - before < count) {
      if (performance.now() - began > timeoutMs)
        throw new Error(`${to} did not handle ${count} events of ${from} in time`);
      await wait(50);
    }
    return count / ((performance.now() - began) / 1_000);
  } finally {
    await Promise.all([source.destroy(), target.destroy()]);
  }
}

function connect(shop: Shop, service: ServiceName): Promise<DataSource> {
  const url = new URL(shop.databaseUrl(service));
  const database = createDatabase({
    url: url.href,
    password: decodeURIComponent(url.password),
    pool: 2,
    appId: 'bench',
    entities: [],
    migrations: [],
    logger: createLogger('bench', 'warn'),
  });
  return database.initialize();
}
