/** Where a shop's traces go, and whether its metrics are scraped, from `spec.telemetry`. Pure. */
import type { TraceCollector } from '@mambogo/blueprint/sidecar-tracing.ts';
import type { StorefrontSpec } from '../api/storefront.ts';

export interface TelemetryModel {
  /** undefined: no spans are recorded. */
  readonly traces?: TraceCollector;
  /** Pods are annotated for scraping, sidecars serve metrics, and where the Prometheus operator is installed it gets monitors and rules. */
  readonly prometheus: boolean;
  /** Grafana's dashboards exist as ConfigMaps. */
  readonly dashboards: boolean;
}

export function telemetryModel({ telemetry = {} }: Pick<StorefrontSpec, 'telemetry'>): TelemetryModel {
  const { otlpEndpoint, prometheus = false, dashboards = false } = telemetry;
  return {
    ...(otlpEndpoint ? { traces: { format: 'otlp', endpoint: tracesUrl(otlpEndpoint) } } : {}),
    prometheus,
    dashboards,
  };
}

/** An endpoint of OTLP over HTTP takes traces at this path (https://opentelemetry.io/docs/specs/otlp/#otlphttp-request). */
function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}

export function traceEnvironment({ traces }: TelemetryModel): Record<string, string> {
  return traces ? { TRACES_ENDPOINT: traces.endpoint, TRACES_FORMAT: traces.format } : {};
}
