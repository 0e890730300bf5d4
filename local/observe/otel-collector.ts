/** A collector that takes OTLP over HTTP, and sends what it gets to Zipkin. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';

export interface CollectorSettings {
  readonly command: string;
  /** Of its configuration. */
  readonly folder: string;
  /** host:port that senders reach. */
  readonly listen: string;
  /** URL that takes spans. */
  readonly zipkin: string;
}

export function otelCollectorProcess({ command, folder, listen, zipkin }: CollectorSettings): ProcessSpec {
  makeFolder(folder);
  const file = join(folder, 'collector.json');
  const pipeline = { receivers: ['otlp'], exporters: ['zipkin'] };
  const configuration = {
    receivers: { otlp: { protocols: { http: { endpoint: listen } } } },
    exporters: { zipkin: { endpoint: zipkin } },
    service: { pipelines: { traces: pipeline }, telemetry: { metrics: { level: 'none' } } },
  };
  writeFileSync(file, JSON.stringify(configuration));
  return {
    name: 'otel-collector',
    command,
    args: ['--config', file],
    // A request of no spans.
    ready: () => accepts(`http://${listen}/v1/traces`),
    readyTimeoutMs: 60_000,
    stopTimeoutMs: 10_000,
  };
}

async function accepts(url: string): Promise<boolean> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return response?.ok === true;
}
