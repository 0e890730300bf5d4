/** How a sidecar asks whether its application's store is there: Dapr's names of it, as flags and as annotations. */

/**
 * A store that is away pauses subscriptions and calls within 10 s, one that hangs within 15: before the retries of an event end
 * (dapr-components/resiliency.yaml). Being slow is no reason to: only an application that says nothing for 10 s is taken for dead.
 * Dapr wants a time-out of no more than the interval.
 */
export const appHealthCheck = {
  'enable-app-health-check': true,
  'app-health-check-path': '/healthz/store',
  'app-health-probe-interval': 5,
  'app-health-probe-timeout': 5_000,
  'app-health-threshold': 2,
} as const;
