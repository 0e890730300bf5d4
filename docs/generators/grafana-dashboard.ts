/** A dashboard as Grafana's JSON, for its import and for the ConfigMaps that the operator writes. */

import { DashboardBuilder, DatasourceVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Dashboard, Panel } from '@mambogo/metrics/dashboards/dashboard.ts';

/** Grafana has 24 columns. */
const size = { width: 12, height: 8 };
const datasource = { type: 'prometheus', uid: '$' + '{datasource}' };

export function grafanaDashboard({ name, title, panels }: Dashboard): string {
  const dashboard = new DashboardBuilder(title)
    .uid(`mambogo-${name}`)
    .tags(['mambogo'])
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  for (const panel of panels) dashboard.withPanel(toPanel(panel));
  return `${JSON.stringify(dashboard.build(), null, 2)}\n`;
}

function toPanel({ title, unit, description, queries }: Panel): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .min(0)
    .span(size.width)
    .height(size.height)
    .datasource(datasource);
  for (const { expr, legend } of queries) panel.withTarget(new DataqueryBuilder().expr(expr).legendFormat(legend));
  return panel;
}
