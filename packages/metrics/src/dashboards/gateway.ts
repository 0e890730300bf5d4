/** What shoppers get: requests, errors, latency, limits, attacks. */
import { type Dashboard, panel } from './dashboard.ts';

export const gatewayDashboard: Dashboard = {
  name: 'gateway',
  title: 'Mambogo: gateway',
  panels: [
    panel(
      'Requests by status',
      'reqps',
      '5xx is the objective of 0.1 %; 429 are limits and overload',
      'sum by (storefront, status) (rate(mambogo_gateway_requests_total[5m]))',
      '{{storefront}} {{status}}',
    ),
    panel(
      'Reads, p95',
      's',
      'the objective is 0.2 s',
      'histogram_quantile(0.95, sum by (storefront, le) (rate(mambogo_gateway_request_seconds_bucket{method="GET"}[5m])))',
      '{{storefront}}',
    ),
    panel(
      'Slowest routes, p95',
      's',
      'which route to look at',
      'topk(10, histogram_quantile(0.95, sum by (route, le) (rate(mambogo_gateway_request_seconds_bucket[5m]))))',
      '{{route}}',
    ),
    panel(
      'Failed requests by route',
      'reqps',
      'the route names the service behind it',
      'sum by (route) (rate(mambogo_gateway_requests_total{status=~"5.."}[5m]))',
      '{{route}}',
      { rare: true },
    ),
    panel(
      'Circuit breakers that are not closed',
      'short',
      'a breaker opens when half of ten calls fail',
      'sum by (storefront, peer) (mambogo_gateway_breaker_state{state!="closed"})',
      '{{storefront}} {{peer}}',
    ),
    panel(
      'Refused by rate limits',
      'reqps',
      'one class that rises is one kind of client',
      'sum by (class, by) (rate(mambogo_gateway_limit_decisions_total[5m]))',
      '{{class}} by {{by}}',
    ),
    panel(
      'Attacks',
      'reqps',
      'requests that look like attacks, by class',
      'sum by (class, action) (rate(mambogo_gateway_threats_total[5m]))',
      '{{class}} {{action}}',
      { rare: true },
    ),
    panel(
      'Security events per minute',
      'short',
      'login.failed that rises is somebody guessing passwords',
      'sum by (code, outcome) (rate(mambogo_security_events_total[5m])) * 60',
      '{{code}} {{outcome}}',
    ),
    panel(
      'Load',
      's',
      'above SHED_LAG_MS requests are rejected, lowest priority first',
      'max by (storefront) (mambogo_gateway_lag_seconds)',
      '{{storefront}}',
    ),
    panel(
      'Open streams',
      'short',
      'browsers that follow an order',
      'sum by (storefront) (mambogo_gateway_open_streams)',
      '{{storefront}}',
    ),
  ],
};
