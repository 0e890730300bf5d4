/** Objects of a shop by payment provider. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field } from '../kube/kube-object.ts';
import type { ExternalAccess } from '../model/external-access.ts';

test("mounts an external provider's keys from their Secret into payment only", () => {
  const withKeys = (version: string) =>
    sampleShop({
      spec: { payments: { provider: 'stripe', stripe: { secretName: 'keys' } } },
      providerSecret: { name: 'keys', version },
    }).objects.filter(({ spec }) =>
      JSON.stringify(field(spec, 'template', 'spec', 'volumes') ?? '').includes('"keys"'),
    );
  const [pod, ...others] = withKeys('1');
  assert.deepEqual(others, []);
  assert.deepEqual([pod?.kind, pod?.metadata.name], ['Deployment', 'shop-payment']);
  assert.match(JSON.stringify(pod?.spec), /"key":"webhook-secret","path":"psp-webhook-secret"/);
  assert.notDeepEqual(withKeys('2')[0]?.spec, pod?.spec, 'other keys restart the pods');
});

test('builds a prod shop with an external provider and external stores, without simulator and demo', () => {
  const externalAccess = (port: number) => ({
    host: 'db.example',
    port,
    username: 'admin',
    password: 'pw',
    version: '1',
  });
  const external = new Map<string, ExternalAccess>([
    ['postgres', externalAccess(5432)],
    ['mysql', externalAccess(3306)],
    ['redis', externalAccess(6379)],
    ['kafka', { ...externalAccess(9092), mechanism: 'SCRAM-SHA-512', tls: true }],
  ]);
  const data = Object.fromEntries([...external.keys()].map((name) => [name, { external: { secretName: name } }]));
  const { model, objects } = sampleShop({
    spec: { profile: 'prod', payments: { provider: 'stripe', stripe: { secretName: 'keys' } }, data },
    external,
    providerSecret: { name: 'keys', version: '1' },
  });
  const service = (name: string) => model.services.find((one) => one.name === name);
  assert.equal(service('psp-simulator'), undefined);
  assert.equal(service('identity')?.environment.DEMO_ACCOUNTS, 'false');
  assert.equal(service('product')?.environment.CATALOG_SEED, 'none');
  const payment = service('payment')?.environment ?? {};
  assert.equal(payment.PAYMENT_PROVIDER, 'stripe');
  assert.deepEqual(
    Object.keys(payment).filter((name) => name.startsWith('PSP_')),
    [],
  );
  assert.doesNotMatch(JSON.stringify(objects), /psp-simulator|payment-provider/);
  const credentials = objects.find(({ metadata }) => metadata.name === 'shop-payment-credentials');
  assert.deepEqual(Object.keys(credentials?.data ?? {}), ['database-password']);
  assert.deepEqual(
    objects.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata }) => metadata.name),
    ['shop-config'],
  );
});

test("exposes the simulator's pages under a path of the shop", () => {
  const paths = (spec: Readonly<Record<string, unknown>>) =>
    JSON.stringify(sampleShop({ spec }).stages.ingress.map((one) => one.spec)).match(/"(?:path|value)":"[^"]+"/g);
  assert.deepEqual(paths({}), ['"path":"/payment-provider"', '"path":"/"']);
  const gateway = { ingress: undefined, gateway: { parentRef: { name: 'public' } } };
  assert.deepEqual(paths(gateway), ['"value":"/payment-provider"', '"value":"/"']);
  const { environment } = sampleShop().model.services.find(({ name }) => name === 'psp-simulator') ?? {};
  assert.equal(environment?.PSP_PUBLIC_URL, 'https://demo.mambogo.com/payment-provider');
  assert.equal(environment?.SHOP_ORIGIN, 'https://demo.mambogo.com');
});
