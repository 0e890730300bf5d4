import assert from 'node:assert/strict';
import { test } from 'node:test';
import { competingManagers, foreignFields, ownFields, replicasManager } from './field-ownership.ts';
import { formatPath } from './field-set.ts';
import type { FieldSet, KubeObject, ManagedFieldsEntry } from './kube-object.ts';
import { objectHash } from './object-hash.ts';

const container = { name: 'cart', image: 'cart:1', env: [{ name: 'A', value: '1' }] };
const cart = 'k:{"name":"cart"}';
const ofContainer: FieldSet = { '.': {}, 'f:name': {}, 'f:image': {}, 'f:env': { 'k:{"name":"A"}': { '.': {} } } };
const own: FieldSet = {
  'f:metadata': { 'f:labels': { 'f:part': {} } },
  'f:spec': {
    'f:replicas': {},
    'f:selector': {},
    'f:template': {
      'f:metadata': { 'f:labels': { 'f:part': {} } },
      'f:spec': { 'f:containers': { [cart]: ofContainer } },
    },
  },
};
const ours = (fieldsV1: FieldSet = own): ManagedFieldsEntry => ({
  manager: 'mambogo-operator',
  operation: 'Apply',
  fieldsV1,
});
const theirs = (fieldsV1: FieldSet, manager = 'somebody'): ManagedFieldsEntry => ({
  manager,
  operation: 'Update',
  fieldsV1,
});

interface Changes {
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly unknown[];
  readonly replicas?: number;
}
const deployment = (managedFields: readonly ManagedFieldsEntry[], changes: Changes = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop-cart', labels: { part: 'cart', ...changes.labels }, managedFields },
  spec: {
    replicas: changes.replicas ?? 1,
    selector: { matchLabels: { part: 'cart' } },
    progressDeadlineSeconds: 600,
    template: { metadata: { labels: { part: 'cart' } }, spec: { containers: changes.containers ?? [container] } },
  },
});
const asApplied = objectHash(deployment([ours()]));
const inSpec = (podSpec: FieldSet): FieldSet => ({ 'f:spec': { 'f:template': { 'f:spec': podSpec } } });
const found = (object: KubeObject) =>
  foreignFields(object).map(({ manager, path }) => `${manager} ${formatPath(path)}`);

test("others' labels and annotations are theirs, and no drift", () => {
  const labelled = deployment(
    [ours(), theirs({ 'f:metadata': { 'f:labels': { 'f:theirs': {} }, 'f:annotations': { '.': {}, 'f:a': {} } } })],
    { labels: { theirs: 'yes' } },
  );
  assert.deepEqual(found(labelled), []);
  assert.equal(objectHash(labelled), asApplied);
});

test('ignores kubectl rollout restart, and replicas the operator does not set', () => {
  const annotations: FieldSet = { '.': {}, 'f:kubectl.kubernetes.io/restartedAt': {} };
  const restarted = theirs({ 'f:spec': { 'f:template': { 'f:metadata': { 'f:annotations': annotations } } } });
  const { 'f:replicas': _, ...rest } = own['f:spec'] ?? {};
  const uncounted = ours({ ...own, 'f:spec': rest });
  const scaled = theirs({ 'f:spec': { 'f:replicas': {} } }, 'autoscaler');
  assert.deepEqual(found(deployment([uncounted, restarted, scaled], { replicas: 7 })), []);
  assert.equal(
    objectHash(deployment([uncounted, scaled], { replicas: 7 })),
    objectHash(deployment([uncounted, scaled], { replicas: 2 })),
  );
});

test('detects a changed value, a removed field and a changed owner as drift', () => {
  assert.notEqual(objectHash(deployment([ours()], { labels: { part: 'other' } })), asApplied);
  assert.notEqual(objectHash(deployment([ours()], { containers: [] })), asApplied);
  const { 'f:metadata': _, ...lost } = own;
  assert.notEqual(objectHash(deployment([ours(lost)])), asApplied);
});

test('names foreign fields that change behaviour by manager and path', () => {
  const sidecar = { name: 'intruder', image: 'x' };
  const env = { ...container, env: [...container.env, { name: 'B', value: '2' }] };
  const object = deployment(
    [
      ours(),
      theirs(inSpec({ 'f:containers': { 'k:{"name":"intruder"}': { '.': {}, 'f:image': {} } } }), 'injector'),
      theirs(inSpec({ 'f:containers': { [cart]: { 'f:env': { 'k:{"name":"B"}': { '.': {}, 'f:value': {} } } } } })),
      theirs({ 'f:spec': { 'f:paused': {} }, 'f:status': { 'f:replicas': {} } }, 'kubectl'),
    ],
    { containers: [env, sidecar] },
  );
  assert.deepEqual(found(object), [
    'injector spec.template.spec.containers[name=intruder]',
    'somebody spec.template.spec.containers[name=cart].env[name=B]',
    'kubectl spec.paused',
  ]);
  assert.notEqual(objectHash(object), asApplied);
});

test('treats dapr.io annotations of a pod template as settings', () => {
  const annotations: FieldSet = { '.': {}, 'f:dapr.io/log-level': {}, 'f:team': {} };
  const entry = theirs({ 'f:spec': { 'f:template': { 'f:metadata': { 'f:annotations': annotations } } } });
  assert.deepEqual(found(deployment([ours(), entry])), [
    'somebody spec.template.metadata.annotations.dapr.io/log-level',
  ]);
});

test("handles atomic lists, a ServiceAccount's Secrets and the operator's other entries", () => {
  const component: KubeObject = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'c', managedFields: [ours({ 'f:spec': { 'f:type': {} } }), theirs({ 'f:scopes': {} })] },
    spec: { type: 'state.redis' },
    scopes: [],
  };
  assert.deepEqual(found(component), ['somebody scopes']);
  const account: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'a', managedFields: [ours({}), theirs({ 'f:imagePullSecrets': {} })] },
    imagePullSecrets: [{ name: 'x' }],
  };
  assert.deepEqual(found(account), []);
  const handedOver = theirs({ 'f:spec': { 'f:replicas': {}, 'f:x': {} } }, replicasManager);
  assert.deepEqual(
    found(deployment([ours(), handedOver, theirs({ 'f:spec': { 'f:y': {} } }, 'mambogo-operator')])),
    [],
  );
});

test('names competing managers, or unknown for removed fields', () => {
  const { 'f:metadata': _, ...lost } = own;
  const label: FieldSet = { 'f:metadata': { 'f:labels': { 'f:part': {} } } };
  assert.deepEqual(
    competingManagers(deployment([ours(lost), theirs(label), theirs({ 'f:status': {} }, 'kubelet')]), own),
    ['somebody'],
  );
  assert.deepEqual(competingManagers(deployment([ours(lost)]), own), ['unknown']);
  assert.deepEqual(competingManagers(deployment([ours(), theirs({ 'f:spec': { 'f:paused': {} } }, 'kubectl')]), own), [
    'kubectl',
  ]);
  assert.deepEqual(competingManagers(deployment([ours()]), own), []);
  assert.deepEqual(ownFields(deployment([theirs(label)])), {});
});
