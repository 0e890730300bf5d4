/** Zipkin of one shop, on loopback. It keeps traces in memory: the latest 200,000 spans, until it stops. */
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { ObserverPrograms } from '../toolchain/observer-programs.ts';
import { responds } from './prometheus.ts';

const address = (port: number): string => `http://127.0.0.1:${port}`;

/** Where services and sidecars send spans, in Zipkin's format. */
export const zipkinCollector = (port: number): string => `${address(port)}/api/v2/spans`;
export const zipkinPage = (port: number): string => `${address(port)}/zipkin/`;

export const zipkinProcess = (port: number, { java, zipkinJar }: ObserverPrograms): ProcessSpec => ({
  name: 'zipkin',
  command: java,
  args: [
    ...['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', zipkinJar],
    // Its own setting QUERY_PORT listens on all addresses.
    ...[
      `--armeria.ports[0].address=127.0.0.1`,
      `--armeria.ports[0].port=${port}`,
      '--armeria.ports[0].protocols[0]=http',
    ],
  ],
  environment: { STORAGE_TYPE: 'mem', MEM_MAX_SPANS: '200000', SELF_TRACING_ENABLED: 'false' },
  ready: () => responds(`${address(port)}/health`),
  readyTimeoutMs: 240_000,
  stopTimeoutMs: 10_000,
});
