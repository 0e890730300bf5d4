/** Metrics of the operator. */
import type { MetricDefinition } from '../metric-definition.ts';

const from = 'operator';
const storefront = { namespace: 'of the Storefront', name: 'of the Storefront' };
const condition = { ...storefront, type: 'type of the condition', status: 'True, False, Unknown' };

export const operatorMetrics = {
  mambogo_operator_queue_length: {
    type: 'gauge',
    unit: 'Storefronts',
    help: 'Storefronts queued for or in reconciliation',
    labels: {},
    from,
  },
  mambogo_operator_leading: {
    type: 'gauge',
    unit: '0 or 1',
    help: '1: this replica holds the leader lease; 0: it waits for it',
    labels: {},
    from,
  },
  mambogo_operator_reconciles_total: {
    type: 'counter',
    unit: 'reconciles',
    help: 'reconciles of Storefronts',
    labels: { result: 'success, failure' },
    from,
  },
  mambogo_operator_reconcile_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'duration of a reconcile',
    labels: {},
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    from,
  },
  mambogo_operator_writes_total: {
    type: 'counter',
    unit: 'requests',
    help: 'write requests to the API server',
    labels: { verb: 'apply, create, patch, delete', kind: 'kind of the object' },
    from,
  },
  mambogo_storefronts: {
    type: 'gauge',
    unit: 'Storefronts',
    help: 'Storefronts by phase',
    labels: { phase: 'phase of the status' },
    from,
  },
  mambogo_storefront_condition: {
    type: 'gauge',
    unit: '0 or 1',
    help: '1 for the current status of each condition',
    labels: condition,
    from,
  },
  mambogo_storefront_condition_age_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'age of the current status of the condition',
    labels: condition,
    from,
  },
  mambogo_storefront_certificate_expiry_timestamp_seconds: {
    type: 'gauge',
    unit: 'seconds since 1970',
    help: 'when the first certificate of the stores expires, of those that the operator issues',
    labels: storefront,
    from,
  },
  mambogo_storefront_last_backup_timestamp_seconds: {
    type: 'gauge',
    unit: 'seconds since 1970',
    help: 'the point in time that the newest completed backup is of; absent without one',
    labels: storefront,
    from,
  },
  mambogo_storefront_generation_lag: {
    type: 'gauge',
    unit: 'generations',
    help: 'generations of the spec not yet reflected in the status; 0: up to date',
    labels: storefront,
    from,
  },
} as const satisfies Record<string, MetricDefinition>;
