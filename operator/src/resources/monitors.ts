/**
 * How Prometheus finds a shop: annotations on pods, for an installation that finds its targets by them; PodMonitors and
 * a PrometheusRule, for the Prometheus operator. Pure.
 */
import { alertRules } from '@mambogo/metrics/alerts/alert-rules.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabel, componentLabels, storefrontLabel } from '../labels.ts';
import { podPorts } from '../model/cluster-placement.ts';
import type { ShopModel } from '../model/shop-model.ts';

type Monitored = Pick<ShopModel, 'storefront' | 'telemetry' | 'services'>;

const apiVersion = 'monitoring.coreos.com/v1';
const component = 'telemetry';

export const scrapeAnnotations = ({ telemetry }: Monitored): Record<string, string> =>
  telemetry.prometheus
    ? {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': String(podPorts.health),
        'prometheus.io/path': '/metrics',
      }
    : {};

/** Names of container ports: the second is that of Dapr's injector. */
const endpoints = { services: 'health', sidecars: 'dapr-metrics' } as const;

export const monitors = ({ storefront, telemetry, services }: Monitored): KubeObject[] =>
  telemetry.prometheus
    ? [
        podMonitor(storefront, 'services', endpoints.services),
        ...(telemetry.sidecarMetrics ? [podMonitor(storefront, 'sidecars', endpoints.sidecars)] : []),
        {
          apiVersion,
          kind: 'PrometheusRule',
          metadata: { name: `${storefront}-alerts`, labels: componentLabels(storefront, component) },
          spec: alertRules(services.map(({ name }) => name)),
        },
      ]
    : [];

const podMonitor = (storefront: string, name: string, port: string): KubeObject => ({
  apiVersion,
  kind: 'PodMonitor',
  metadata: { name: `${storefront}-${name}`, labels: componentLabels(storefront, component) },
  spec: {
    selector: { matchLabels: { [storefrontLabel]: storefront } },
    podMetricsEndpoints: [
      {
        port,
        path: port === endpoints.services ? '/metrics' : '/',
        honorLabels: true,
        relabelings: [labelFrom(componentLabel, 'service'), labelFrom(storefrontLabel, 'storefront')],
      },
    ],
  },
});

/** Rules and dashboards expect these labels. */
const labelFrom = (podLabel: string, targetLabel: string) => ({
  sourceLabels: [`__meta_kubernetes_pod_label_${podLabel.replaceAll(/[^a-z0-9]/gi, '_')}`],
  targetLabel,
});
