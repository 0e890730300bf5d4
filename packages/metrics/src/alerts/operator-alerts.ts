/** Alerts on the operator, for clusters. */
import type { Alert } from './alert.ts';

export const operatorAlerts: readonly Alert[] = [
  {
    name: 'OperatorNotLeading',
    value: 'max(mambogo_operator_leading) or vector(0)',
    condition: '< 1',
    for: '5m',
    severity: 'ticket',
    summary: 'no operator holds the leader lease: Storefronts are not reconciled',
    runbook: 'operator-not-reconciling',
  },
  {
    name: 'StorefrontNotReconciled',
    value: 'max by (namespace, name) (mambogo_storefront_generation_lag)',
    condition: '> 0',
    for: '10m',
    severity: 'ticket',
    summary: 'Storefront {{ $labels.namespace }}/{{ $labels.name }} is {{ $value }} generations behind',
    runbook: 'operator-not-reconciling',
  },
  {
    name: 'StorefrontCertificateExpires',
    value: '(min by (namespace, name) (mambogo_storefront_certificate_expiry_timestamp_seconds) - time()) / 86400',
    condition: '< 7',
    for: '10m',
    severity: 'ticket',
    summary: 'a certificate of the stores of {{ $labels.namespace }}/{{ $labels.name }} expires in {{ $value }} days',
    runbook: 'certificate-expires',
  },
  {
    name: 'StorefrontNotBackedUp',
    value: 'max by (namespace, name) (mambogo_storefront_condition{type="BackedUp",status="False"})',
    condition: '> 0',
    for: '10m',
    severity: 'ticket',
    summary: 'backups of {{ $labels.namespace }}/{{ $labels.name }} fail or are overdue',
    runbook: 'backups-fail',
  },
  {
    name: 'StorefrontNotReady',
    // A hibernated shop is not ready either, but nothing is being changed and nobody has to act.
    value: [
      'min by (namespace, name) (mambogo_storefront_condition{type="Ready",status="True"})',
      'min by (namespace, name) (mambogo_storefront_condition{type="Progressing",status="False"} and on (namespace, name) mambogo_storefront_condition{type="Stalled",status="False"})',
      '0 * max by (namespace, name) (mambogo_storefront_generation_lag)',
    ].join(' or '),
    condition: '< 1',
    for: '10m',
    severity: 'page',
    summary: 'Storefront {{ $labels.namespace }}/{{ $labels.name }} is not ready',
    runbook: 'storefront-not-ready',
  },
];
