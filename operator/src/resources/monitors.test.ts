/** Monitors, rules and dashboards against the CRDs of the Prometheus operator, as its users have them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startLightCluster } from '@mambogo/local/cluster/light-cluster.ts';
import { prometheusOperator } from '@mambogo/local/toolchain/build-cluster-tools.ts';
import { goModule } from '@mambogo/local/toolchain/build-go.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { sampleShop } from '../../testing/sample-shop.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import type { KubeObject } from '../kube/kube-object.ts';

const monitoringKinds = ['podmonitors', 'prometheusrules'];
const { objects } = sampleShop({ spec: { telemetry: { prometheus: true, sidecarMetrics: true, dashboards: true } } });
const isTelemetry = ({ metadata }: KubeObject) => metadata.labels?.['mambogo.com/part'] === 'telemetry';
const ofKind = (kind: string): KubeObject => objects.find((one) => one.kind === kind) ?? assert.fail(kind);

test('an API server with the kinds of the Prometheus operator accepts every monitor, rule and dashboard', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'monitors-'));
  const cluster = await startLightCluster({ dataDir });
  t.after(async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { kubectl, logs } = cluster;
  const folder = await goModule(prometheusOperator, { cache: cacheFolder(), logs });
  const files = monitoringKinds.flatMap((kind) => [
    '--filename',
    join(folder, `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`),
  ]);
  await kubectl(['apply', '--server-side', ...files]);
  await kubectl(['create', 'namespace', 'demo']);
  const apply = (items: readonly object[]) =>
    kubectl(
      ['apply', '--server-side', '--validate=strict', '--filename', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
  await waitUntil(async () => (await kubectl(['get', monitoringKinds.join(','), '--all-namespaces'])) !== undefined);

  const telemetry = objects.filter(isTelemetry);
  const applied = await apply(telemetry);
  assert.equal(applied.trim().split('\n').length, telemetry.length);
  for (const kind of ['podmonitor.*shop-services', 'podmonitor.*shop-sidecars', 'prometheusrule.*shop-alerts'])
    assert.match(applied, new RegExp(`${kind} serverside-applied`));

  const misspelt = structuredClone(ofKind('PodMonitor')) as KubeObject & {
    spec: { podMetricsEndpoints: { intervall?: string }[] };
  };
  for (const endpoint of misspelt.spec.podMetricsEndpoints) endpoint.intervall = '10s';
  await assert.rejects(apply([misspelt]), /intervall/);
  const { spec: _, ...empty } = ofKind('PrometheusRule');
  await assert.rejects(apply([{ ...empty, metadata: { ...empty.metadata, name: 'empty' } }]), /spec/);
});
