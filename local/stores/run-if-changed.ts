/** Does a thing once for an input: a stamp beside what it changed says for which input it was done last. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** @returns whether the work was done now */
export async function runIfChanged(input: string, stampFile: string, task: () => Promise<unknown>): Promise<boolean> {
  const hash = createHash('sha256').update(input).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;
  await task();
  writeFileSync(stampFile, hash, { mode: 0o600 });
  return true;
}
