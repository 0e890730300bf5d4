import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ownRules, shopRules, storefrontRules } from '@mambogo/operator/kube/permissions.ts';
import { Settings } from '@mambogo/operator/settings.ts';
import type { Manifest } from '../cluster/addons/manifest.ts';
import { chartFolder, chartObjects, chartText, runHelm } from './chart.ts';

const namespace = 'mambogo-system';
const { version } = JSON.parse(readFileSync(resolve(chartFolder, '../../package.json'), 'utf8')) as { version: string };
const render = (values: unknown = {}) => chartObjects({ namespace, values });
const named = (objects: readonly Manifest[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`).sort();
const rulesOf = (objects: readonly Manifest[], kind: string, where: string | undefined, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.namespace === where && object.metadata.name === name)
    ?.rules;

test('passes helm lint, for the Kubernetes version it was built with', async () => {
  assert.match(await runHelm(['lint', '--strict', chartFolder]), /0 chart\(s\) failed/);
  assert.match(await runHelm(['template', 'mambogo-operator', chartFolder]), /kind: Deployment/);
});

test('watches its own namespace by default', async () => {
  assert.deepEqual(named(await render()), [
    'ClusterRole -/mambogo-system:mambogo-operator',
    'ClusterRoleBinding -/mambogo-system:mambogo-operator',
    'Deployment mambogo-system/mambogo-operator',
    'PriorityClass -/mambogo-operator',
    'Role mambogo-system/mambogo-operator',
    'Role mambogo-system/mambogo-operator-lease',
    'RoleBinding mambogo-system/mambogo-operator',
    'RoleBinding mambogo-system/mambogo-operator-lease',
    'Service mambogo-system/mambogo-operator-metrics',
    'ServiceAccount mambogo-system/mambogo-operator',
  ]);
});

test('grants the shop rules in each listed namespace, and cluster-wide only the Storefront rules', async () => {
  const objects = await render({ namespaces: ['demo', 'shops'] });
  assert.deepEqual(
    named(objects).filter((name) => name.includes('Role')),
    [
      'ClusterRole -/mambogo-system:mambogo-operator',
      'ClusterRoleBinding -/mambogo-system:mambogo-operator',
      'Role demo/mambogo-operator',
      'Role mambogo-system/mambogo-operator-lease',
      'Role shops/mambogo-operator',
      'RoleBinding demo/mambogo-operator',
      'RoleBinding mambogo-system/mambogo-operator-lease',
      'RoleBinding shops/mambogo-operator',
    ],
  );
  for (const where of ['demo', 'shops'])
    assert.deepEqual(rulesOf(objects, 'Role', where, 'mambogo-operator'), shopRules);
  assert.deepEqual(rulesOf(objects, 'Role', namespace, 'mambogo-operator-lease'), ownRules);
  assert.deepEqual(rulesOf(objects, 'ClusterRole', undefined, 'mambogo-system:mambogo-operator'), storefrontRules);
  assert.ok(!JSON.stringify(storefrontRules).includes('secrets'));
  assert.equal(settingsOf(objects).WATCH_NAMESPACES, 'demo,shops');
});

test('grants the same rules in a ClusterRole with clusterWide', async () => {
  const objects = await render({ clusterWide: true });
  assert.deepEqual(rulesOf(objects, 'ClusterRole', undefined, 'mambogo-operator'), shopRules);
  assert.deepEqual(
    named(objects).filter((name) => name.includes('Role')),
    [
      'ClusterRole -/mambogo-operator',
      'ClusterRole -/mambogo-system:mambogo-operator',
      'ClusterRoleBinding -/mambogo-operator',
      'ClusterRoleBinding -/mambogo-system:mambogo-operator',
      'Role mambogo-system/mambogo-operator-lease',
      'RoleBinding mambogo-system/mambogo-operator-lease',
    ],
  );
  assert.equal(settingsOf(objects).WATCH_NAMESPACES, '');
});

test('passes exactly the settings the operator reads', async () => {
  const operatorSettings = settingsOf(
    await render({ registry: 'registry.example.com/shop', image: { tag: '1.2.3' }, workers: 2 }),
  );
  const settings = Settings.parse({ ...operatorSettings, POD_NAME: 'operator-1', POD_NAMESPACE: namespace });
  assert.deepEqual(settings.WATCH_NAMESPACES, [namespace]);
  assert.equal(settings.IMAGE_REGISTRY, 'registry.example.com/shop');
  assert.equal(settings.OPERATOR_IMAGE, 'registry.example.com/shop/operator:1.2.3');
  assert.equal(settings.WORKERS, 2);
  assert.deepEqual(Object.keys(operatorSettings).sort(), Object.keys(Settings.shape).sort());
});

test('has the build in the tags of both images', async () => {
  const operatorSettings = settingsOf(await render({ build: '3f2a91c' }));
  assert.equal(operatorSettings.OPERATOR_IMAGE, `mambogo.local/operator:${version}-3f2a91c`);
  assert.equal(operatorSettings.IMAGE_BUILD, '3f2a91c');
  assert.equal(settingsOf(await render()).OPERATOR_IMAGE, `mambogo.local/operator:${version}`);
});

test('binds every role to the account of the pods', async () => {
  for (const values of [{}, { clusterWide: true }, { serviceAccount: { create: false, name: 'given' } }]) {
    const objects = await render(values);
    const account = podOf(objects).serviceAccountName;
    const subject = { kind: 'ServiceAccount', name: account, namespace };
    for (const { kind, metadata, subjects, roleRef } of objects.filter(({ kind }) => kind.endsWith('Binding'))) {
      assert.deepEqual(subjects, [subject]);
      const role = { apiGroup: 'rbac.authorization.k8s.io', kind: kind.replace('Binding', ''), name: metadata.name };
      assert.deepEqual(roleRef, role);
    }
    const made = objects.some(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === account);
    assert.equal(made, account !== 'given');
  }
});

test('its pods meet restricted, with any values', async () => {
  for (const values of [
    {},
    { podAnnotations: { a: 'b' }, tolerations: [{ operator: 'Exists' }], priorityClass: { create: false, name: '' } },
  ]) {
    const pod = podOf(await render(values));
    assert.equal(pod.securityContext.runAsNonRoot, true);
    assert.deepEqual(pod.securityContext.seccompProfile, { type: 'RuntimeDefault' });
    assert.deepEqual(pod.volumes, [{ name: 'tmp', emptyDir: {} }]);
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) assert.ok(!(key in pod));
    for (const { securityContext } of pod.containers) {
      assert.deepEqual(securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  }
});

test('has a disruption budget with two replicas, and matching selectors', async () => {
  const objects = await render({
    replicas: 2,
    podDisruptionBudget: { enabled: true },
    podLabels: { 'app.kubernetes.io/name': 'taken' },
  });
  const labels = templateOf(objects).metadata.labels;
  const budget = objects.find(({ kind }) => kind === 'PodDisruptionBudget')?.spec as {
    selector: { matchLabels: object };
  };
  const service = objects.find(({ kind }) => kind === 'Service')?.spec as { selector: object };
  assert.deepEqual({ ...labels, ...budget.selector.matchLabels }, labels);
  assert.deepEqual({ ...labels, ...service.selector }, labels);
});

test('rejects invalid values by name', async () => {
  const rejected: readonly (readonly [unknown, RegExp])[] = [
    [{ namespace: ['demo'] }, /namespace/],
    [{ namespaces: 'demo' }, /namespaces/],
    [{ namespaces: ['Demo'] }, /namespaces/],
    [{ namespaces: ['demo'], clusterWide: true }, /namespaces/],
    [{ clusterWide: 'yes' }, /clusterWide/],
    [{ replicas: -1 }, /replicas/],
    [{ podDisruptionBudget: { enabled: true } }, /replicas/],
    [{ image: { repository: 'Mambogo Operator' } }, /repository/],
    [{ image: { digest: 'x' } }, /digest/],
    [{ resources: { limits: { memory: 'much' } } }, /memory/],
    [{ priorityClass: { create: true, name: '' } }, /name/],
    [{ logLevel: 'loud' }, /logLevel/],
    [{ env: [{ name: 'WORKERS', value: '9' }] }, /env/],
    [{ platform: 'openshift' }, /platform/],
  ];
  for (const [values, field] of rejected)
    await assert.rejects(
      chartText({ namespace, values }),
      (error: Error) => field.test(error.message),
      JSON.stringify(values),
    );
});

interface Pod {
  readonly serviceAccountName: string;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumes: unknown;
  readonly containers: readonly {
    readonly securityContext: unknown;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
  }[];
}

interface Template {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: Pod;
}

function templateOf(objects: readonly Manifest[]): Template {
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  assert.ok(deployment);
  return (deployment.spec as { readonly template: Template }).template;
}

const podOf = (objects: readonly Manifest[]): Pod => templateOf(objects).spec;

const settingsOf = (objects: readonly Manifest[]): Record<string, string | undefined> =>
  Object.fromEntries(podOf(objects).containers.flatMap(({ env }) => env.map(({ name, value }) => [name, value])));
