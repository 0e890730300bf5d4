/** Idle cost of the shop: memory, and CPU of background work. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Shop } from '../local/shop/shop.ts';
import { cpuOf, memoryOf, processesOf } from './process-cost.ts';
import type { Report } from './report.ts';
import { byProcess, rounded } from './tables.ts';

/** Seconds: start-up work ends in the first, the second are counted. */
const settleMs = 10;
const sampleMs = 10;

export async function measureIdle(shop: Shop, report: Report): Promise<void> {
  await wait(settleMs * 1_000);
  const before = cpuOf(processesOf(shop));
  await wait(sampleMs * 1_000);
  const after = cpuOf(processesOf(shop));
  const perSecond = new Map([...after].map(([name, cpu]) => [name, (cpu - (before.get(name) ?? 0)) / sampleMs]));
  const whole = (mib: number) => rounded(mib, 0);
  report.section(
    'At rest',
    byProcess(memoryOf(processesOf(shop)), 'PSS, MiB', whole),
    byProcess(perSecond, 'CPU-ms/s'),
  );
}
