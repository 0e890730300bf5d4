/** Applies the chart and the plain manifest to a real API server, and checks the operator's permissions. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ownRules, type PolicyRule, shopRules, storefrontRules } from '@mambogo/operator/kube/permissions.ts';
import { type LightCluster, startLightCluster } from '../cluster/light-cluster.ts';
import { chartFolder, chartObjects, runHelm } from './chart.ts';
import { installFile, prerequisitesFile } from './install-manifest.ts';

const dir = mkdtempSync(join(tmpdir(), 'mambogo-chart-'));
let cluster: LightCluster;

before(async () => {
  cluster = await startLightCluster({ dataDir: dir });
});
after(async () => {
  await cluster?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const helm = (namespace: string, ...args: string[]) =>
  runHelm([...args, '--kubeconfig', cluster.kubeconfig, '--namespace', namespace]);
const install = (namespace: string, ...set: string[]) =>
  helm(namespace, 'upgrade', '--install', 'mambogo-operator', chartFolder, ...set.flatMap((value) => ['--set', value]));

/** Permissions of the operator's account in a namespace, as reported by the API server, without those of every account. */
async function may(home: string, namespace: string): Promise<string[]> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const account = `--as=system:serviceaccount:${home}:mambogo-operator`;
  const answer = JSON.parse(
    await cluster.kubectl(['create', account, '--validate=false', '--output=json', '-f', '-'], JSON.stringify(review)),
  );
  const { resourceRules } = (answer as { status: { resourceRules: PolicyRule[] } }).status;
  return asLines(resourceRules.filter(({ apiGroups }) => !apiGroups.some((group) => group.startsWith('auth'))));
}

/** One line per verb and kind, so that rules compare equal however they are grouped. */
const asLines = (rules: readonly PolicyRule[]): string[] =>
  rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.flatMap((kind) => verbs.map((verb) => `${verb} ${kind}.${group}`))),
    )
    .sort();

test('grants permissions in its namespace only, cluster-wide after an upgrade, and none after removal', async () => {
  for (const name of ['home', 'mine', 'other']) await cluster.kubectl(['create', 'namespace', name]);
  await install('home', 'namespaces={mine}');
  assert.deepEqual(await may('home', 'mine'), asLines([...storefrontRules, ...shopRules]));
  assert.deepEqual(await may('home', 'other'), asLines(storefrontRules));
  assert.deepEqual(await may('home', 'home'), asLines([...storefrontRules, ...ownRules]));

  await install('home', 'clusterWide=true');
  assert.deepEqual(await may('home', 'other'), asLines([...storefrontRules, ...shopRules]));

  await helm('home', 'uninstall', 'mambogo-operator');
  assert.deepEqual(await may('home', 'mine'), []);
  const definition = await cluster.kubectl([
    'get',
    'customresourcedefinition',
    'storefronts.mambogo.com',
    '-o',
    'name',
  ]);
  assert.match(definition, /storefronts/, 'Storefronts stay when the operator is removed');
  await cluster.kubectl(['apply', '--server-side', '--force-conflicts', '-f', join(chartFolder, 'crds')]);
});

test('names a missing namespace', async () => {
  await assert.rejects(install('home', 'namespaces={nowhere}'), /nowhere/);
});

const repository = resolve(chartFolder, '../..');
const apply = (...files: string[]) =>
  cluster.kubectl([
    ...['apply', '--server-side', '--force-conflicts'],
    ...files.flatMap((file) => ['-f', join(repository, file)]),
  ]);

test('accepts the plain manifests twice, with the demo shop after them', async () => {
  await apply(prerequisitesFile, installFile);
  await apply(prerequisitesFile, installFile);
  assert.deepEqual(await may('mambogo-system', 'demo'), asLines([...storefrontRules, ...shopRules]));
  assert.match(await apply('storefronts/demo.yaml'), /storefront.*shop serverside-applied/);
});

test('switches between the chart and the manifest', async () => {
  await install('mambogo-system', 'namespaces={demo}');
  assert.match(await helm('mambogo-system', 'list'), /mambogo-operator.*deployed/);
  await apply(installFile);
  await install('mambogo-system', 'namespaces={demo}');
});

test('removing the manifest removes the operator and keeps everything shops depend on', async () => {
  await cluster.kubectl(['create', 'secret', 'generic', 'shop-root', '--namespace=demo', '--from-literal=key=root']);
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data-shop-postgres-0', namespace: 'demo' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  await cluster.kubectl(['create', '-f', '-'], JSON.stringify(claim));
  await cluster.kubectl(['delete', '--wait=false', '-f', join(repository, installFile)]);
  assert.deepEqual(await may('mambogo-system', 'demo'), []);
  const left = await cluster.kubectl([
    ...['get', 'storefront/shop', 'secret/shop-root', 'persistentvolumeclaim/data-shop-postgres-0'],
    ...['--namespace=demo', '--output=jsonpath={range .items[*]}{.kind}{.metadata.deletionTimestamp}{"\\n"}{end}'],
  ]);
  assert.deepEqual(left.trim().split('\n'), ['Storefront', 'Secret', 'PersistentVolumeClaim']);
  const namespace = await cluster.kubectl(['get', 'namespace', 'demo', '--output=jsonpath={.status.phase}']);
  assert.equal(namespace, 'Active');
});

test('its pod is admitted to a namespace that enforces restricted', async () => {
  await cluster.kubectl(['create', 'namespace', 'strict']);
  await cluster.kubectl(['label', 'namespace', 'strict', 'pod-security.kubernetes.io/enforce=restricted']);
  await cluster.kubectl(['create', 'serviceaccount', 'mambogo-operator', '--namespace=strict']);
  const values = { priorityClass: { create: false, name: '' } };
  const deployment = (await chartObjects({ namespace: 'strict', values })).find(({ kind }) => kind === 'Deployment');
  assert.ok(deployment);
  const { template } = deployment.spec as { template: { spec: object } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'operator', namespace: 'strict' },
    spec: template.spec,
  };
  const admit = (object: object) => cluster.kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(object));
  assert.match(await admit(pod), /pod\/operator created/);
  await assert.rejects(admit({ ...pod, spec: { ...template.spec, hostNetwork: true } }), /restricted/);
});
