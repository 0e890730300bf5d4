/** Valid specs of Storefronts, of every shape the schema allows. */
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import fc from 'fast-check';
import { StorefrontSpec } from '../src/api/storefront.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const size = fc.constantFrom('1Gi', '2Gi', '500Mi');
const label = fc.constantFrom('a', 'shop-1', 'x-y-z');
const external = fc.record({ secretName: label });
const embedded = (more: Record<string, fc.Arbitrary<unknown>> = {}) => fc.record({ storage: maybe(size), ...more });
const choice = (...choices: fc.Arbitrary<unknown>[]) => fc.oneof(...choices);

const postgres = choice(
  embedded({ replicas: maybe(fc.nat(2)) }).map((value) => ({ embedded: value })),
  external.map((value) => ({ external: value })),
  fc.constant({ cnpg: {} }),
);
const mysql = choice(
  embedded({ replicas: maybe(fc.nat(1)) }).map((value) => ({ embedded: value })),
  external.map((value) => ({ external: value })),
);
const redis = choice(
  embedded({ shards: maybe(fc.constantFrom(1, 3)) }).map((value) => ({ embedded: value })),
  external.map((value) => ({ external: value })),
);
const kafka = choice(
  embedded({ brokers: maybe(fc.constantFrom(1, 3)) }).map((value) => ({ embedded: value })),
  fc.constant({ strimzi: {} }),
);
const amounts = fc.record({
  cpu: maybe(fc.constantFrom('50m', '1', '0.5')),
  memory: maybe(fc.constantFrom('64Mi', '1Gi')),
});
const service = (store?: fc.Arbitrary<unknown>) =>
  fc.record({
    replicas: maybe(fc.integer({ min: 1, max: 3 })),
    resources: maybe(fc.record({ requests: maybe(amounts) })),
    autoscaling: maybe(
      fc.record({
        min: fc.constant(1),
        max: fc.constantFrom(2, 5),
        cpu: maybe(fc.constant(60)),
      }),
    ),
    ...(store ? { store: maybe(store) } : {}),
  });

const near = {
  preferredDuringSchedulingIgnoredDuringExecution: [
    {
      weight: 1,
      podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { a: 'b' } } },
    },
  ],
};

export const randomSpec: fc.Arbitrary<unknown> = fc
  .record({
    profile: fc.constantFrom('local', 'demo'),
    version: fc.constant(currentVersion),
    hosts: fc.constantFrom(['a.example.com'], ['a.example.com', 'b.example.com']),
    publicUrl: maybe(fc.constantFrom('https://shop.example.com', 'http://localhost:8080')),
    edge: fc.constantFrom<unknown>(
      {},
      { ingress: {} },
      { ingress: { className: 'traefik', tlsSecretName: 't' } },
      { ingress: { className: 'traefik' } },
      { gateway: { parentRef: { name: 'g' } } },
    ),
    replicas: maybe(fc.integer({ min: 1, max: 2 })),
    services: maybe(
      fc.record({
        order: maybe(service(postgres)),
        cart: maybe(service()),
        gateway: maybe(service(redis)),
        product: maybe(service(mysql)),
      }),
    ),
    data: maybe(
      fc.record({ postgres: maybe(postgres), mysql: maybe(mysql), redis: maybe(redis), kafka: maybe(kafka) }),
    ),
    identity: maybe(
      fc.constantFrom<unknown>(
        { embedded: {} },
        { external: { issuer: 'https://id.example.com/realm', audience: 'shop', clientId: 'web' } },
      ),
    ),
    payments: fc.constant({ provider: 'simulator' }),
    catalog: maybe(fc.constantFrom({ seed: 'demo' }, { seed: 'none' })),
    currency: maybe(fc.constantFrom('EUR', 'USD')),
    amounts: maybe(
      fc.constantFrom({}, { maxPrice: 5_000_000 }, { minOrderTotal: 1, maxOrderTotal: 1_000_000_000_000 }),
    ),
    images: maybe(
      fc.constantFrom(
        { registry: 'r.example' },
        { pullPolicy: 'Never', pullSecrets: ['p'] },
        { overrides: { order: 'o:1' } },
      ),
    ),
    pods: fc.option(
      fc.constantFrom<unknown>(
        { all: { tolerations: [{ operator: 'Exists' }], labels: { team: 'a' }, annotations: { 'a.example/b': 'c' } } },
        {
          stores: { affinity: { podAntiAffinity: near } },
          order: { env: [{ name: 'NO_PROXY', value: '*' }], envFrom: [{ secretRef: { name: 'none' } }] },
        },
        { services: { template: { spec: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] } } } },
        { jobs: { env: [{ name: 'MALLOC_ARENA_MAX', value: '2' }] } },
      ),
      { nil: undefined, freq: 1 },
    ),
    platform: fc.option(fc.constant('OpenShift'), { nil: undefined, freq: 1 }),
    egress: maybe(fc.constant({ cidrs: ['10.0.0.0/8'] })),
    telemetry: maybe(
      fc.constantFrom(
        {},
        { prometheus: false },
        { otlpEndpoint: '' },
        { tracePage: '' },
        { runbooksPage: '' },
        { prometheus: true },
      ),
    ),
    schemaRegistry: maybe(
      fc.constantFrom({ embedded: {} }, { none: {} }, { external: { url: 'http://registry.tools.svc:8081' } }),
    ),
    deletionPolicy: maybe(fc.constantFrom('Retain', 'Delete')),
  })
  .map(({ edge, ...spec }) => JSON.parse(JSON.stringify({ ...spec, ...(edge as object) })) as unknown)
  .filter((spec) => StorefrontSpec.safeParse(spec).success);
