/** Zipkin of one shop, on loopback. It keeps traces in memory: the latest 200,000 spans, until it stops. */
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { ZipkinPrograms } from '../toolchain/observer-programs.ts';
import { responds } from './prometheus.ts';

const address = (port: number): string => `http://127.0.0.1:${port}`;

/** Where services and sidecars send spans, in Zipkin's format. */
export const zipkinCollector = (port: number): string => `${address(port)}/api/v2/spans`;
export const zipkinPage = (port: number): string => `${address(port)}/zipkin/`;

/**
 * Milliseconds. A sidecar exports every 5 s on a connection that it closes after 90 s of idleness, and does not repeat a request
 * that meets the server's own close: the default of 15 s, a multiple of 5, lost spans.
 */
const idleTimeout = 120_000;

export const zipkinProcess = (port: number, { java, zipkinJar }: ZipkinPrograms): ProcessSpec => ({
  name: 'zipkin',
  command: java,
  args: [
    ...['-Xmx192m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
    ...[`-Dcom.linecorp.armeria.defaultServerIdleTimeoutMillis=${idleTimeout}`, '-jar', zipkinJar],
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
