/** Dapr's app health check of a service, as flags and as annotations: it reports whether the service's store is available. */

/**
 * A store that is unavailable pauses subscriptions and calls within 10 s, one that hangs within 15 s: before the retries of an
 * event end (dapr-components/resiliency.yaml). Slowness does not: only an application that sends nothing for 10 s counts as
 * dead. Dapr requires a time-out of at most the interval.
 */
export const appHealthCheck = {
  'enable-app-health-check': true,
  'app-health-check-path': '/healthz/store',
  'app-health-probe-interval': 5,
  'app-health-probe-timeout': 5_000,
  'app-health-threshold': 2,
} as const;
