/** Where the shop in the cluster sends its traces on `npm run journey -- --observe`: a collector on this machine, at an address that pods reach. */
import { join } from 'node:path';
import { clusterNetwork } from '@mambogo/local/cluster/cluster-layout.ts';
import { otelCollectorProcess } from '@mambogo/local/observe/otel-collector.ts';
import { zipkinCollector, zipkinPage, zipkinProcess } from '@mambogo/local/observe/zipkin.ts';
import type { Progress } from '@mambogo/local/supervisor/progress.ts';
import { superviseGroups } from '@mambogo/local/supervisor/supervisor.ts';
import { buildGo } from '@mambogo/local/toolchain/build-go.ts';
import { otelCollector } from '@mambogo/local/toolchain/build-otel-collector.ts';
import { prepareZipkin } from '@mambogo/local/toolchain/observer-programs.ts';

export interface TraceCollector {
  /** URL of Zipkin's API. */
  readonly zipkin: string;
  /** Fields of a Storefront with which every purchase is traced. */
  readonly spec: object;
  stop(): Promise<void>;
}

const zipkinPort = 18411;
const otlpPort = 4318;

/** @param folder for configuration and logs @param cache of builds and downloads */
export async function startTraceCollector(folder: string, cache: string, progress: Progress): Promise<TraceCollector> {
  const logs = join(folder, 'logs');
  const [{ 'otel-collector': command }, programs] = await Promise.all([
    buildGo(otelCollector, { cache, logs: join(cache, 'logs') }),
    prepareZipkin(cache, join(cache, 'logs'), progress),
  ]);
  const address = clusterNetwork.hostAddress;
  const supervisor = superviseGroups(['collectors'], { logs, run: folder }, progress);
  const zipkin = zipkinCollector(zipkinPort);
  await Promise.all([
    supervisor.start('collectors', zipkinProcess(zipkinPort, programs)),
    supervisor.start('collectors', otelCollectorProcess({ command, folder, listen: `${address}:${otlpPort}`, zipkin })),
  ]);
  return {
    zipkin: new URL(zipkin).origin,
    spec: {
      telemetry: {
        otlpEndpoint: `http://${address}:${otlpPort}`,
        tracePage: `${zipkinPage(zipkinPort)}traces/{traceId}`,
      },
      egress: { cidrs: [`${address}/32`] },
      pods: { services: { env: [{ name: 'TRACES_SAMPLE_RATIO', value: '1' }] } },
    },
    stop: () => supervisor.stop(),
  };
}
