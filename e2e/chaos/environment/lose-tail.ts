/** Takes the end of what a stopped broker was given from its disk, and the mark of a clean stop: what a power cut leaves. */
import { existsSync, readdirSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Where orders travel: what is lost there was written within seconds. */
const busyTopics = /^(order|payment|inventory)\.events-\d+$/;
/** Bytes, of each topic: some events, the last of them cut in two. */
const lost = 6_000;

/** @param folder the broker's */
export function loseTail(folder: string): void {
  const data = join(folder, 'data');
  rmSync(join(data, '.kafka_cleanshutdown'), { force: true });
  // Else what lies before it is taken for checked.
  for (const file of ['recovery-point-offset-checkpoint', 'replication-offset-checkpoint'])
    rmSync(join(data, file), { force: true });
  for (const topic of readdirSync(data).filter((name) => busyTopics.test(name))) cutLast(join(data, topic));
}

function cutLast(topic: string): void {
  const segment = readdirSync(topic)
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1);
  if (!segment) return;
  const file = join(topic, segment);
  const { size, atime, mtime } = statSync(file);
  truncateSync(file, Math.max(0, size - lost));
  utimesSync(file, atime, mtime);
  // Of producers that are ahead of what is left.
  for (const name of readdirSync(topic).filter((name) => name.endsWith('.snapshot'))) {
    const snapshot = join(topic, name);
    if (existsSync(snapshot)) rmSync(snapshot);
  }
}
