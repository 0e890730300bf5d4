/** Runs a task once per input: a stamp file records the input it last ran for. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** @returns whether the task ran */
export async function runIfChanged(input: string, stampFile: string, task: () => Promise<unknown>): Promise<boolean> {
  const hash = createHash('sha256').update(input).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;
  await task();
  writeFileSync(stampFile, hash, { mode: 0o600 });
  return true;
}
