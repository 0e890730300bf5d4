/** The metrics of this process that need no code of its own: CPU, memory, event loop. Only for a process that is scraped. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from './meter.ts';

/** Each measurement wakes the process: 0.5 CPU-ms a second; at 20 ms it were 2.1. */
const resolutionMs = 100;

export function readProcessMetrics(meter: Meter): void {
  const startedAt = Date.now() / 1_000 - process.uptime();
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  /** The histogram contains the timer's own interval. */
  const lag = (percentile: number) =>
    delays.count === 0 ? 0 : Math.max(0, delays.percentile(percentile) / 1e9 - resolutionMs / 1e3);
  meter.read('process_cpu_seconds_total', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  meter.read('process_resident_memory_bytes', () => process.memoryUsage.rss());
  meter.read('process_start_time_seconds', () => startedAt);
  meter.read('nodejs_heap_size_used_bytes', () => process.memoryUsage().heapUsed);
  meter.read('mambogo_event_loop_lag_seconds', () => {
    const samples = [0.5, 0.99, 1].map((quantile) => [{ quantile: String(quantile) }, lag(quantile * 100)] as const);
    delays.reset();
    return samples;
  });
}
