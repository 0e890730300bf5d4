/** Grafana's dashboards as ConfigMaps with the label that its sidecar looks for. Pure. */
import events from '@mambogo/metrics/dashboards/grafana/events.json' with { type: 'json' };
import gateway from '@mambogo/metrics/dashboards/grafana/gateway.json' with { type: 'json' };
import orders from '@mambogo/metrics/dashboards/grafana/orders.json' with { type: 'json' };
import services from '@mambogo/metrics/dashboards/grafana/services.json' with { type: 'json' };
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import type { ShopModel } from '../model/shop-model.ts';

const dashboards = { orders, gateway, events, services };
/** The default of Grafana's chart (sidecar.dashboards.label). */
const grafanaLabel = { grafana_dashboard: '1' };

export const dashboardConfigMaps = ({
  storefront,
  telemetry,
}: Pick<ShopModel, 'storefront' | 'telemetry'>): KubeObject[] =>
  telemetry.dashboards
    ? Object.entries(dashboards).map(([name, dashboard]) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: `${storefront}-dashboard-${name}`,
          labels: { ...componentLabels(storefront, 'telemetry'), ...grafanaLabel },
        },
        data: { [`mambogo-${name}.json`]: JSON.stringify(dashboard) },
      }))
    : [];
