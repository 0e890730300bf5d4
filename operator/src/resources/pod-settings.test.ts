import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { Storefront } from '../api/storefront.ts';
import { field, fieldList, fieldText, type KubeObject } from '../kube/kube-object.ts';
import { ignoredFields, rejectedFields } from '../model/unsupported-fields.ts';

const templates = (spec: Readonly<Record<string, unknown>>) =>
  new Map(
    sampleShop({ spec }).objects.flatMap((object) => {
      const template = field(object.spec, 'template');
      const component = object.metadata.labels?.['mambogo.com/part'];
      return template && component ? [[component, template] as const] : [];
    }),
  );
const podOf = (spec: Readonly<Record<string, unknown>>, component: string) =>
  field(templates(spec).get(component), 'spec');
const isWorkload = ({ spec }: KubeObject) => field(spec, 'template') !== undefined;

test('leaves the objects of a Storefront without pod settings unchanged', () => {
  const plain = sampleShop().objects;
  const small = { size: 'small', resources: {}, parameters: {} };
  const settings = {
    pods: {},
    platform: 'Kubernetes',
    images: { digests: {} },
    data: Object.fromEntries(['postgres', 'mysql', 'redis', 'kafka'].map((name) => [name, { embedded: small }])),
  };
  assert.equal(JSON.stringify(sampleShop({ spec: settings }).objects), JSON.stringify(plain));
  // Any of these fields, even empty, would restart every existing shop.
  const ours = ['securityContext', 'containers', 'volumes', 'serviceAccountName', 'automountServiceAccountToken'];
  const known = new Set([
    ...ours,
    'enableServiceLinks',
    'restartPolicy',
    'terminationGracePeriodSeconds',
    'topologySpreadConstraints',
  ]);
  for (const { metadata, spec } of plain.filter(isWorkload))
    for (const name of Object.keys(field(spec, 'template', 'spec') as object))
      assert.ok(known.has(name), `${metadata.name} has ${name}`);
});

test('merges settings of all, group and component, the most specific last', () => {
  const pods = {
    all: {
      nodeSelector: { pool: 'shop' },
      priorityClassName: 'low',
      labels: { team: 'a' },
      env: [
        { name: 'HTTPS_PROXY', valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } },
        { name: 'NO_PROXY', value: 'all' },
      ],
    },
    stores: { tolerations: [{ key: 'stores', operator: 'Exists' }] },
    services: { nodeSelector: { disk: 'any' }, runtimeClassName: 'gvisor', envFrom: [{ secretRef: { name: 'more' } }] },
    order: { priorityClassName: 'high', env: [{ name: 'NO_PROXY', value: 'order' }], annotations: { 'a.b/c': 'd' } },
  };
  const [order, redis, job] = ['order', 'redis', 'order-migration'].map((component) => podOf({ pods }, component));
  assert.deepEqual(field(order, 'nodeSelector'), { pool: 'shop', disk: 'any' });
  assert.deepEqual(
    [order, redis, job].map((pod) => field(pod, 'priorityClassName')),
    ['high', 'low', 'low'],
  );
  assert.deepEqual(
    [order, redis, job].map((pod) => field(pod, 'runtimeClassName')),
    ['gvisor', undefined, undefined],
  );
  assert.deepEqual(field(redis, 'tolerations'), [{ key: 'stores', operator: 'Exists' }]);
  assert.deepEqual(fieldList(order, 'containers', 0, 'env').slice(-2), [
    { name: 'HTTPS_PROXY', valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } },
    { name: 'NO_PROXY', value: 'order' },
  ]);
  assert.deepEqual(fieldList(order, 'containers', 0, 'envFrom'), [{ secretRef: { name: 'more' } }]);
  const { labels, annotations } = field(templates({ pods }).get('order'), 'metadata') as Record<string, object>;
  assert.equal(fieldText(labels, 'team'), 'a');
  assert.equal(fieldText(labels, 'mambogo.com/part'), 'order');
  assert.equal(fieldText(annotations, 'a.b/c'), 'd');
  assert.equal(fieldText(annotations, 'dapr.io/app-id'), 'shop-order');
});

test('spreads the pods of the component by default', () => {
  const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
  const pods = { services: { topologySpreadConstraints: [constraint] } };
  assert.deepEqual(field(podOf({ pods }, 'order'), 'topologySpreadConstraints'), [
    {
      ...constraint,
      labelSelector: { matchLabels: { 'mambogo.com/storefront': 'shop', 'mambogo.com/part': 'order' } },
    },
  ]);
});

test("rejects overrides of the shop's own settings by name", () => {
  const rejections: readonly [object, RegExp][] = [
    [{ env: [{ name: 'MALLOC_ARENA_MAX', value: '8' }] }, /the shop sets MALLOC_ARENA_MAX itself/],
    [{ labels: { 'mambogo.com/part': 'x' } }, /label mambogo\.com\/part is set by the shop itself/],
    [{ annotations: { 'mambogo.com/config': 'x' } }, /annotation mambogo\.com\/config is set by the shop itself/],
  ];
  for (const [settings, expected] of rejections)
    assert.throws(() => sampleShop({ spec: { pods: { order: settings } } }), expected);
});

test('a template with little time, or a hook of its own, replaces the pause before a service stops', () => {
  const lifecycleWith = (spec: object) =>
    field(podOf({ pods: { order: { template: { spec } } } }, 'order'), 'containers', 0, 'lifecycle');
  assert.ok(field(lifecycleWith({ terminationGracePeriodSeconds: 60 }), 'preStop', 'sleep'));
  assert.equal(lifecycleWith({ terminationGracePeriodSeconds: 5 }), undefined);
  const preStop = { exec: { command: ['true'] } };
  assert.deepEqual(lifecycleWith({ containers: [{ name: 'order', lifecycle: { preStop } }] }), { preStop });
});

test('merges a template last, keeps identity and permissions, and restricts added containers', () => {
  const template = {
    metadata: { annotations: { note: 'x' } },
    spec: {
      terminationGracePeriodSeconds: 90,
      containers: [
        { name: 'order', lifecycle: { preStop: { sleep: { seconds: 9 } } } },
        { name: 'agent', image: 'agent:1' },
      ],
    },
  };
  const order = podOf({ pods: { order: { template } } }, 'order');
  assert.equal(field(order, 'terminationGracePeriodSeconds'), 90);
  assert.deepEqual(field(order, 'containers', 0, 'lifecycle'), { preStop: { sleep: { seconds: 9 } } });
  assert.equal(field(order, 'containers', 1, 'securityContext', 'allowPrivilegeEscalation'), false);
  const rejections: readonly [object, RegExp][] = [
    [
      { securityContext: { runAsNonRoot: false } },
      /^Error: spec\.pods\.order\.template: spec\.securityContext of a shop/,
    ],
    [{ containers: [{ name: 'order', securityContext: null }] }, /spec\.containers\[\]\.securityContext/],
    [{ containers: [{ name: 'order', $patch: 'delete' }] }, /spec\.containers\[\]\.securityContext/],
    [{ containers: null }, /spec\.containers\[\]\.securityContext/],
    [{ hostNetwork: true }, /spec\.hostNetwork/],
    [{ serviceAccountName: 'admin' }, /spec\.serviceAccountName/],
  ];
  for (const [spec, expected] of rejections)
    assert.throws(() => sampleShop({ spec: { pods: { order: { template: { spec } } } } }), expected);
});

test('sets no user ids on OpenShift, and keeps all other restrictions', () => {
  for (const template of templates({ platform: 'OpenShift' }).values()) {
    const security = field(template, 'spec', 'securityContext') as object;
    assert.deepEqual(Object.keys(security).sort(), ['fsGroupChangePolicy', 'runAsNonRoot', 'seccompProfile']);
  }
});

test('applies annotations to the Ingress and digests to images', () => {
  const annotations = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };
  const ingress = sampleShop({ spec: { ingress: { annotations } } }).objects.find(({ kind }) => kind === 'Ingress');
  assert.deepEqual(ingress?.metadata.annotations, annotations);
  const [one, two] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`);
  const images = { registry: 'r.example:5000/shop', digests: { services: one, order: two, redis: one } };
  const image = (component: string) => fieldText(podOf({ images }, component), 'containers', 0, 'image');
  assert.deepEqual(['order', 'cart', 'redis', 'mysql'].map(image), [
    `r.example:5000/shop/services@${two}`,
    `r.example:5000/shop/services@${one}`,
    `r.example:5000/shop/redis@${one}`,
    'r.example:5000/shop/mariadb:10.11',
  ]);
});

test('applies size, resources and parameters of a store, but for reserved ones', () => {
  const embedded = { size: 'medium', resources: { limits: { memory: '3Gi' } }, parameters: { work_mem: '12MB' } };
  const data = { postgres: { embedded }, kafka: { embedded: { size: 'large' } } };
  assert.deepEqual(field(podOf({ data }, 'postgres'), 'containers', 0, 'resources'), {
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { memory: '3Gi' },
  });
  const scripts = sampleShop({ spec: { data } }).objects.filter(({ kind }) => kind === 'ConfigMap');
  const start = (name: string) =>
    fieldText(scripts.find(({ metadata }) => metadata.name === name)?.data, 'start.sh') ?? '';
  assert.match(start('shop-postgres'), /-c shared_buffers='512MB' .*-c work_mem='12MB'/);
  assert.match(start('shop-kafka'), /exec java -Xms2g -Xmx3g/);
  const { storefront } = sampleShop();
  const with_ = (spec: object) =>
    Storefront.parse({ ...storefront, spec: { ...(storefront.spec as object), ...spec } });
  const parameters = { fsync: 'off', work_mem: '1MB' };
  assert.deepEqual(
    [
      ...rejectedFields(
        with_({
          data: { postgres: { embedded: { parameters } }, kafka: { embedded: { parameters: { heap: '-Xmx1g; id' } } } },
        }),
      ),
      ...ignoredFields(with_({ pods: { 'cart-redis': { labels: { a: 'b' } } } })),
    ].map(({ field: name }) => name),
    [
      'spec.data.postgres.embedded.parameters.fsync',
      'spec.data.kafka.embedded.parameters.heap',
      'spec.pods.cart-redis',
    ],
  );
});
