/** Truncates a stopped broker's logs and removes its clean-shutdown marker, like a power cut. */
import { existsSync, readdirSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Topics of orders: what is lost there was written seconds ago. */
const busyTopics = /^(order|payment|inventory)\.events-\d+$/;
/** Bytes per topic: some events, the last of them truncated in the middle. */
const lost = 6_000;

/** @param folder the broker's data directory */
export function loseTail(folder: string): void {
  const data = join(folder, 'data');
  rmSync(join(data, '.kafka_cleanshutdown'), { force: true });
  // Otherwise the broker trusts everything before the recovery point.
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
  // Producer snapshots beyond the new end.
  for (const name of readdirSync(topic).filter((name) => name.endsWith('.snapshot'))) {
    const snapshot = join(topic, name);
    if (existsSync(snapshot)) rmSync(snapshot);
  }
}
