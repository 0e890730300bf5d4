/** Freezes a process of the shop (SIGSTOP), in the middle of whatever it does, until it is resumed. */
import { shopDirs } from '@mambogo/local/shop/shop-dirs.ts';
import { runningProcess } from '@mambogo/local/supervisor/process-record.ts';
import { processRecordFile } from '@mambogo/local/supervisor/supervisor.ts';
import { localShop } from './shop-under-test.ts';

/** @returns resumes it; may be called again */
export function freezePart(name: 'psp-simulator' | 'redis' | 'product' | 'payment' | 'order' | 'pricing'): () => void {
  const pid = runningProcess(processRecordFile(shopDirs(localShop().folders.data).run), name);
  if (pid === undefined) throw new Error(`the shop under test runs no ${name}`);
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}
