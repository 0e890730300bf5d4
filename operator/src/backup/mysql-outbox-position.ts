/** Reads the outbox position from MariaDB or MySQL. */
import { z } from 'zod';
import type { OutboxPosition } from './backup-manifest.ts';
import type { DatabaseSource } from './database-source.ts';
import { mysqlConnection } from './pause-relays.ts';

const Outbox = z.tuple([z.object({ position: z.coerce.string(), waiting: z.coerce.number() })]);
const Epochs = z.array(z.object({ topic: z.string(), epoch: z.string() }));

export async function readMysqlOutboxPosition(source: DatabaseSource): Promise<OutboxPosition> {
  const { service } = source;
  const connection = await mysqlConnection(source);
  try {
    const [outbox] = await connection.query(
      `select cast(coalesce(max(seq), 0) as char) as position,
         (select count(*) from outbox where published_at is null) as waiting from outbox`,
    );
    const [epochs] = await connection.query('select topic, epoch from topic_epoch');
    const topics = Object.fromEntries(Epochs.parse(epochs).map(({ topic, epoch }) => [topic, epoch]));
    return { service, ...Outbox.parse(outbox)[0], topics };
  } finally {
    await connection.end();
  }
}
