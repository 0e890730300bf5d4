import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartObjects } from './chart.ts';

interface Pod {
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly { readonly env: readonly unknown[] }[];
}

test('sets pod scheduling and metadata by values', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const proxy = { name: 'HTTPS_PROXY', valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } };
  const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' };
  const podValues = { nodeSelector: { pool: 'a' }, topologySpreadConstraints: [spread], runtimeClassName: 'gvisor' };
  const envFrom = [{ secretRef: { name: 'more' } }];
  const objects = await chartObjects({
    namespace: 'mambogo-system',
    values: { ...podValues, image: { digest }, env: [proxy], envFrom, platform: 'OpenShift' },
  });
  const deployment = objects.find(({ kind }) => kind === 'Deployment') ?? assert.fail('no Deployment');
  const { template } = deployment.spec as { readonly template: { readonly spec: Pod } };
  const { containers, securityContext, ...pod } = template.spec;
  assert.deepEqual({ ...pod, ...podValues }, pod);
  assert.deepEqual(containers[0]?.env.at(-1), proxy);
  assert.deepEqual(containers[0], { ...containers[0], envFrom, image: `mambogo.local/operator@${digest}` });
  assert.deepEqual(securityContext, { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
});
