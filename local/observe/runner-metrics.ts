/** Metrics of the runner on loopback: what its processes do, and how far consumers lag, which only the broker knows. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { cached, storeReadIntervalMs } from '@mambogo/metrics/cached.ts';
import { createMeter } from '@mambogo/metrics/meter.ts';
import { readProcessMetrics } from '@mambogo/metrics/process-metrics.ts';
import { textFormat } from '@mambogo/metrics/text-format.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { ConsumerLag } from './read-consumer-lag.ts';

export interface RunnerMetricsOptions {
  readonly port: number;
  readonly supervisor: Pick<Supervisor, 'processes'>;
  readonly readLag: () => Promise<readonly ConsumerLag[]>;
  /** Milliseconds since 1970; throws while there is no authority. */
  readonly authorityExpiry: () => number;
}

/** Returns a function that stops it. */
export async function serveRunnerMetrics({
  port,
  supervisor,
  readLag,
  authorityExpiry,
}: RunnerMetricsOptions): Promise<() => void> {
  const meter = createMeter();
  readProcessMetrics(meter);
  const lag = cached(storeReadIntervalMs, readLag);
  meter.read('mambogo_consumer_lag', async () =>
    (await lag()).map(({ consumer, topic, events }) => [{ consumer, topic }, events] as const),
  );
  meter.read('mambogo_certificate_expiry_timestamp_seconds', () => [
    [{ certificate: 'sidecars' }, authorityExpiry() / 1_000],
  ]);
  meter.read('mambogo_process_up', () =>
    supervisor.processes().map(({ name, state }) => [{ process: name }, Number(state === 'running')] as const),
  );
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end();
    return response.setHeader('content-type', textFormat).end(await meter.render());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
