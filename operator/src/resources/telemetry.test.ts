import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards } from '@mambogo/metrics/dashboards/dashboards.ts';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field, type KubeObject } from '../kube/kube-object.ts';

const kinds = ['PodMonitor', 'PrometheusRule'];
const ofKind = (objects: readonly KubeObject[], ...wanted: string[]) =>
  objects.filter(({ kind }) => wanted.includes(kind));
const podOf = (objects: readonly KubeObject[], name: string) =>
  field(ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name === name)?.spec, 'template');
const isDashboard = ({ metadata }: KubeObject) => metadata.labels?.grafana_dashboard === '1';

test('a shop without telemetry has no monitors, dashboards or scrape annotations, and its sidecars serve no metrics', () => {
  const { objects } = sampleShop();
  assert.deepEqual(ofKind(objects, ...kinds), []);
  assert.equal(objects.some(isDashboard), false);
  const annotations = field(podOf(objects, 'shop-order'), 'metadata', 'annotations');
  assert.equal(field(annotations, 'prometheus.io/scrape'), undefined);
  assert.equal(field(annotations, 'dapr.io/enable-metrics'), 'false');
});

test('prometheus: pods are annotated, monitors select them by container port, rules are all alerts of a shop', () => {
  const { objects } = sampleShop({ spec: { telemetry: { prometheus: true } } });
  const annotations = field(podOf(objects, 'shop-order'), 'metadata', 'annotations');
  assert.equal(field(annotations, 'prometheus.io/port'), '8099');
  assert.equal(field(annotations, 'dapr.io/enable-metrics'), 'false');
  assert.deepEqual(
    ofKind(objects, ...kinds).map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ['PodMonitor shop-services', 'PrometheusRule shop-alerts'],
  );
  assert.match(JSON.stringify(ofKind(objects, 'PrometheusRule')), /OrdersStuck/);
});

test('sidecarMetrics: sidecars serve metrics and are selected, only together with prometheus', () => {
  const { objects } = sampleShop({ spec: { telemetry: { prometheus: true, sidecarMetrics: true } } });
  assert.equal(field(podOf(objects, 'shop-order'), 'metadata', 'annotations', 'dapr.io/enable-metrics'), 'true');
  assert.match(JSON.stringify(ofKind(objects, 'PodMonitor')), /"port":"health".*"port":"dapr-metrics"/);
  const alone = sampleShop({ spec: { telemetry: { sidecarMetrics: true } } }).objects;
  assert.equal(field(podOf(alone, 'shop-order'), 'metadata', 'annotations', 'dapr.io/enable-metrics'), 'false');
});

test('dashboards: one ConfigMap each, with the label that Grafana looks for', () => {
  const { objects } = sampleShop({ spec: { telemetry: { dashboards: true } } });
  const found = objects.filter(isDashboard);
  assert.deepEqual(
    found.map(({ metadata }) => metadata.name),
    dashboards.map(({ name }) => `shop-dashboard-${name}`),
  );
  for (const { data } of found)
    for (const text of Object.values(data ?? {})) assert.ok(JSON.parse(String(text)).panels.length > 5);
});

test('tracePage: the order service links to it', () => {
  const tracePage = 'https://zipkin.example.com/zipkin/traces/{traceId}';
  const { objects } = sampleShop({ spec: { telemetry: { tracePage } } });
  assert.match(JSON.stringify(podOf(objects, 'shop-order')), /"TRACE_PAGE","value":"https:.*\/traces\/\{traceId\}"/);
});

test('dashboardsPage, runbooksPage: the gateway links to them', () => {
  const telemetry = {
    dashboardsPage: 'https://grafana.example.com',
    runbooksPage: 'https://docs.example.com/runbooks/',
  };
  const { objects } = sampleShop({ spec: { telemetry } });
  const pod = JSON.stringify(podOf(objects, 'shop-gateway'));
  assert.match(pod, /"DASHBOARDS_PAGE","value":"https:\/\/grafana\.example\.com"/);
  assert.match(pod, /"RUNBOOKS_PAGE","value":"https:\/\/docs\.example\.com\/runbooks\/"/);
  assert.doesNotMatch(JSON.stringify(podOf(objects, 'shop-order')), /RUNBOOKS_PAGE/);
});

test('otlpEndpoint: services and sidecars get it, and may reach it', () => {
  const { objects } = sampleShop({ spec: { telemetry: { otlpEndpoint: 'http://otel.observability:4318' } } });
  const pod = JSON.stringify(podOf(objects, 'shop-order'));
  assert.match(pod, /"TRACES_ENDPOINT","value":"http:\/\/otel\.observability:4318\/v1\/traces"/);
  assert.match(pod, /"TRACES_FORMAT","value":"otlp"/);
  const configuration = ofKind(objects, 'Configuration').find(({ metadata }) => metadata.name === 'shop-order');
  assert.match(JSON.stringify(configuration), /"endpointAddress":"otel\.observability:4318"/);
  const policy = ofKind(objects, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'shop-order');
  assert.match(JSON.stringify(field(policy?.spec, 'egress')), /4318/);
});
