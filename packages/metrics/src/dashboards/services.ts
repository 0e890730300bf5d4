/** Is a service saturated, or does something it needs not respond? */
import { type Dashboard, panel } from './dashboard.ts';

export const servicesDashboard: Dashboard = {
  name: 'services',
  title: 'Mambogo: services',
  panels: [
    panel(
      'Stores',
      'short',
      '0: the store of a service does not respond',
      'min by (storefront, service) (mambogo_store_up)',
      '{{storefront}} {{service}}',
    ),
    panel(
      'Sidecars',
      'short',
      '0: the sidecar cannot make calls',
      'min by (storefront, service) (mambogo_sidecar_up)',
      '{{storefront}} {{service}}',
    ),
    panel(
      'CPU',
      'short',
      'cores used',
      'sum by (service) (rate(process_cpu_seconds_total{job=~".*services.*"}[5m]))',
      '{{service}}',
    ),
    panel(
      'Memory',
      'bytes',
      'resident memory of each process',
      'sum by (service) (process_resident_memory_bytes{job=~".*services.*"})',
      '{{service}}',
    ),
    panel(
      'Event loop, p99',
      's',
      'a service that computes instead of waiting',
      'max by (service) (mambogo_event_loop_lag_seconds{quantile="0.99"})',
      '{{service}}',
    ),
    panel(
      'Waiting for a database connection',
      'short',
      'above 0 for long: the pool is too small, or statements are slow',
      'max by (service) (mambogo_database_waiting)',
      '{{service}}',
    ),
    panel(
      'Database connections',
      'short',
      'used and idle connections of the pools',
      'sum by (service, state) (mambogo_database_connections)',
      '{{service}} {{state}}',
    ),
    panel(
      'Requests by outcome',
      'reqps',
      'requests of sidecars to services',
      'sum by (service, outcome) (rate(mambogo_http_requests_total[5m]))',
      '{{service}} {{outcome}}',
    ),
    panel(
      'Calls through sidecars',
      'short',
      'queued ones wait for a connection',
      'sum by (service, state) (mambogo_sidecar_calls)',
      '{{service}} {{state}}',
    ),
    panel(
      'Violated invariants',
      'short',
      'data that does not agree',
      'max by (service, invariant) (mambogo_invariant_violations)',
      '{{service}}: {{invariant}}',
    ),
  ],
};
