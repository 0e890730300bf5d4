/** Does a thing once for an input: a stamp beside what it changed says for which input it was done last. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** @returns whether the work was done now */
export async function onceFor(input: string, stamp: string, work: () => Promise<unknown>): Promise<boolean> {
  const wanted = createHash('sha256').update(input).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await work();
  writeFileSync(stamp, wanted, { mode: 0o600 });
  return true;
}
