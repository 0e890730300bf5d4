import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StorefrontBackupSpec, StorefrontRestoreSpec } from '@mambogo/operator/api/backup-spec.ts';
import { ownRules, shopRules, storefrontRules } from '@mambogo/operator/kube/permissions.ts';
import { parse } from 'yaml';
import { chartObjects } from '../chart/chart.ts';
import { artifactHubAnnotations, changesOf } from './artifact-hub.ts';
import { olmBundle } from './olm-bundle.ts';
import { packagedProduct } from './packaged-product.ts';

const registry = 'registry.example.com/shop';
const product = packagedProduct(registry);
const chart = await chartObjects({ namespace: 'mambogo-system', values: { registry } });
const bundle = olmBundle({ ...product, chart, icon: '<svg/>' });
const serviceVersion = parse(bundle.get('manifests/mambogo-operator.clusterserviceversion.yaml') ?? '');

test('the bundle has the permissions of the chart, and no more', () => {
  const { permissions, clusterPermissions } = serviceVersion.spec.install.spec;
  const byText = (rules: readonly unknown[]) => rules.map((rule) => JSON.stringify(rule)).sort();
  assert.deepEqual(byText(permissions[0].rules), byText([...shopRules, ...ownRules]));
  assert.deepEqual(clusterPermissions[0].rules, storefrontRules);
});

test('the operator of the bundle watches the namespaces that OLM chooses, with images of the registry', () => {
  const [deployment] = serviceVersion.spec.install.spec.deployments;
  const [container] = deployment.spec.template.spec.containers;
  const variable = (name: string) => container.env.find((one: { name: string }) => one.name === name);
  assert.equal(variable('WATCH_NAMESPACES').value, undefined);
  assert.match(variable('WATCH_NAMESPACES').valueFrom.fieldRef.fieldPath, /olm\.targetNamespaces/);
  assert.equal(container.image, `${registry}/operator:${product.version}`);
  assert.ok(serviceVersion.spec.relatedImages.some(({ image }: { image: string }) => image === container.image));
  assert.ok(![...bundle.values()].join('').includes('mambogo.local'));
  assert.ok(![...bundle.values()].join('').includes('helm.sh'));
});

test('the bundle owns every kind of the chart, each with an example', () => {
  const owned = serviceVersion.spec.customresourcedefinitions.owned.map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(owned.sort(), product.definitions.map(({ spec }) => spec.names.kind).sort());
  const examples = JSON.parse(serviceVersion.metadata.annotations['alm-examples']) as { kind: string }[];
  assert.deepEqual(examples.map(({ kind }) => kind).sort(), owned);
  const [, backup, restore] = product.examples;
  StorefrontBackupSpec.parse(backup?.spec);
  StorefrontRestoreSpec.parse(restore?.spec);
  for (const { metadata } of product.definitions) assert.ok(bundle.has(`manifests/${metadata.name}.yaml`));
});

test('Artifact Hub shows kinds, examples, images and the changes of the version', () => {
  const changelog =
    '# Changelog\n\n## [1.1.0] - Unreleased\n\n### Added\n\n- **One**: `a` and\n  b.\n- Two.\n\n## [1.0.0]\n\n- Old.\n';
  const changes = changesOf(changelog, '1.1.0');
  assert.deepEqual(changes, ['One: a and b.', 'Two.']);
  const annotations = artifactHubAnnotations({ ...product, changes });
  assert.deepEqual(parse(annotations['artifacthub.io/changes'] ?? ''), changes);
  assert.equal(parse(annotations['artifacthub.io/crds'] ?? '').length, product.definitions.length);
  assert.equal(parse(annotations['artifacthub.io/images'] ?? '').length, product.images.length);
  assert.deepEqual(parse(annotations['artifacthub.io/crdsExamples'] ?? ''), product.examples);
});
