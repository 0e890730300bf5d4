/** Does the operator do its work? */
import { type Dashboard, panel } from './dashboard.ts';

const clusterOnly = { clusterOnly: true } as const;

export const operatorDashboard: Dashboard = {
  name: 'operator',
  title: 'Mambogo: operator',
  panels: [
    panel('Storefronts', 'short', 'by phase', 'sum by (phase) (mambogo_storefronts)', '{{phase}}', clusterOnly),
    panel(
      'Conditions that are not True',
      'short',
      'what keeps a Storefront from being ready',
      'sum by (namespace, name, type) (mambogo_storefront_condition{status!="True"})',
      '{{namespace}}/{{name}} {{type}}',
      clusterOnly,
    ),
    panel(
      'Reconciles per minute',
      'short',
      'failures are retried with back-off',
      'sum by (result) (rate(mambogo_operator_reconciles_total[5m])) * 60',
      '{{result}}',
      clusterOnly,
    ),
    panel(
      'Duration of a reconcile, p95',
      's',
      'a slow API server, or a queue that grows',
      'histogram_quantile(0.95, sum by (le) (rate(mambogo_operator_reconcile_seconds_bucket[5m])))',
      'p95',
      clusterOnly,
    ),
    panel(
      'Writes per minute',
      'short',
      'at rest there are none',
      'sum by (verb, kind) (rate(mambogo_operator_writes_total[5m])) * 60',
      '{{verb}} {{kind}}',
      clusterOnly,
    ),
    panel('Queue', 'short', 'Storefronts that wait', 'max(mambogo_operator_queue_length)', 'queue', clusterOnly),
  ],
};
