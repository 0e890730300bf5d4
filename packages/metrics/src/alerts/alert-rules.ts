/** All alerts as Prometheus' rule groups: for Prometheus' rule file, and as the spec of a PrometheusRule. Pure. */
import type { Alert } from './alert.ts';
import { burnAlerts, recordingRules } from './objectives.ts';
import { operatorAlerts } from './operator-alerts.ts';
import { shopAlerts } from './shop-alerts.ts';

export interface Rule {
  readonly expr: string;
  readonly record?: string;
  readonly alert?: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroups {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

/** Alerts of one shop. */
export const alerts: readonly Alert[] = [...burnAlerts, ...shopAlerts];

export const alertExpression = ({ value, condition }: Pick<Alert, 'value' | 'condition'>): string =>
  `${/ or | - /.test(value) ? `(${value})` : value} ${condition}`;

/** @param services of the shop; default: those of this version */
export const alertRules = (services?: readonly string[]): RuleGroups => ({
  groups: [
    { name: 'mambogo-objectives', rules: recordingRules() },
    {
      name: 'mambogo-shop',
      rules: alerts.filter(({ service }) => !service || !services || services.includes(service)).map(toRule),
    },
  ],
});

export const operatorRules = (): RuleGroups => ({
  groups: [{ name: 'mambogo-operator', rules: operatorAlerts.map(toRule) }],
});

function toRule(alert: Alert): Rule {
  const { name, severity, summary, runbook } = alert;
  return {
    alert: name,
    expr: alertExpression(alert),
    for: alert.for,
    labels: { severity },
    annotations: { summary, runbook: `docs/runbooks/${runbook}.md` },
  };
}
