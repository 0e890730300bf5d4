/** Where a shop's traces go, and whether its metrics are scraped, from `spec.telemetry`. Pure. */
import type { TraceCollector } from '@mambogo/blueprint/sidecar-tracing.ts';
import type { Blueprint } from '@mambogo/blueprint/versions.ts';
import type { StorefrontSpec } from '../api/storefront.ts';

export interface TelemetryModel {
  /** undefined: no spans are recorded. */
  readonly traces?: TraceCollector;
  /** URL of the page of one trace, with `{traceId}`; undefined: none. */
  readonly tracePage?: string;
  /** URLs that the operations page links to: of dashboards, and of runbooks, followed by a runbook's name. */
  readonly dashboardsPage?: string;
  readonly runbooksPage?: string;
  /** Pods are annotated for scraping, and where the Prometheus operator is installed it gets monitors and rules. */
  readonly prometheus: boolean;
  /** Sidecars serve Dapr's metrics, and are scraped like services. */
  readonly sidecarMetrics: boolean;
  /** Grafana's dashboards exist as ConfigMaps. */
  readonly dashboards: boolean;
}

/** @param blueprint what its version does where the Storefront says nothing */
export function telemetryModel(
  { telemetry = {} }: Pick<StorefrontSpec, 'telemetry'>,
  blueprint: Pick<Blueprint, 'sidecarMetrics'> = { sidecarMetrics: false },
): TelemetryModel {
  const { otlpEndpoint, tracePage, dashboardsPage, runbooksPage, prometheus = false, dashboards = false } = telemetry;
  return {
    ...(otlpEndpoint ? { traces: { format: 'otlp', endpoint: tracesUrl(otlpEndpoint) } } : {}),
    ...(tracePage ? { tracePage } : {}),
    ...(dashboardsPage ? { dashboardsPage } : {}),
    ...(runbooksPage ? { runbooksPage } : {}),
    prometheus,
    sidecarMetrics: prometheus && (telemetry.sidecarMetrics ?? blueprint.sidecarMetrics),
    dashboards,
  };
}

/** An endpoint of OTLP over HTTP takes traces at this path (https://opentelemetry.io/docs/specs/otlp/#otlphttp-request). */
function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}

export function traceEnvironment({ traces, tracePage }: TelemetryModel): Record<string, string> {
  return {
    ...(traces ? { TRACES_ENDPOINT: traces.endpoint, TRACES_FORMAT: traces.format } : {}),
    ...(tracePage ? { TRACE_PAGE: tracePage } : {}),
  };
}

/** Settings of the gateway alone. */
export function operationsPageEnvironment({ dashboardsPage, runbooksPage }: TelemetryModel): Record<string, string> {
  return {
    ...(dashboardsPage ? { DASHBOARDS_PAGE: dashboardsPage } : {}),
    ...(runbooksPage ? { RUNBOOKS_PAGE: runbooksPage } : {}),
  };
}
