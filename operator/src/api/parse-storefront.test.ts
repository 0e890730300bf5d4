import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InvalidStorefront, parseStorefront } from './parse-storefront.ts';

const spec = `
  profile: local
  version: 1.0.0
  publicUrl: http://localhost:8080
  payments: { provider: simulator }`;
const storefront = (body: string, name = 'shop') =>
  `apiVersion: mambogo.com/v1alpha1\nkind: Storefront\nmetadata: { name: ${name} }\nspec:${body}\n`;

const problems = (text: string): readonly string[] => {
  try {
    parseStorefront(text, 'shop.yaml');
  } catch (error) {
    assert.ok(error instanceof InvalidStorefront);
    return error.problems;
  }
  return [];
};

test('accepts the Storefront of npm start', () => {
  const file = new URL('../../../storefronts/local.yaml', import.meta.url);
  assert.equal(parseStorefront(readFileSync(file, 'utf8'), 'local.yaml').metadata.name, 'shop');
});

test('accepts every field of a Storefront', () => {
  const text = storefront(`
  profile: demo
  version: 1.0.0
  hosts: [demo.mambogo.com]
  ingress: { className: traefik, tlsSecretName: shop-tls }
  services: { order: { replicas: 2, resources: {}, autoscaling: { min: 2, max: 10, cpu: 70, lag: 500 } } }
  data:
    postgres: { embedded: { storage: 5Gi, replicas: 0 } }
    mysql: { external: { secretName: catalogue, prefix: demo } }
    redis: { embedded: { shards: 3 } }
    kafka: { strimzi: { brokers: 3 } }
  identity: { embedded: {} }
  payments: { provider: stripe, stripe: { secretName: stripe } }
  catalog: { seed: demo }
  currency: VND
  amounts: { maxPrice: 500000000, minOrderTotal: 50000, maxOrderTotal: 900000000 }
  images: { digests: { services: "sha256:${'0'.repeat(64)}" } }
  platform: OpenShift
  pods:
    all: { nodeSelector: { pool: shop }, tolerations: [{ key: shop, operator: Exists }], envFrom: [{ secretRef: { name: proxy } }] }
    order: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone }] } } }
    postgres-setup: { template: { metadata: { labels: { a: b } }, spec: { anything: [{ at: all }] } } }
  schemaRegistry: { external: { url: "http://registry.tools.svc:8081/base", secretName: registry } }
  telemetry: { otlpEndpoint: "", tracePage: "", dashboardsPage: "", runbooksPage: "", prometheus: true, dashboards: true }
  backup: { schedule: "0 3 * * *", destination: { volumeClaim: { claimName: backups } } }
  deletionPolicy: Retain
  paused: false`);
  assert.deepEqual(problems(text), []);
});

const mistakes: readonly [string, string, string | RegExp][] = [
  [
    'a largest order below the smallest',
    storefront(`${spec}\n  amounts: { minOrderTotal: 2, maxOrderTotal: 1 }`),
    /spec\.amounts\.maxOrderTotal: is below minOrderTotal/,
  ],
  ['half a cent', storefront(`${spec}\n  amounts: { maxPrice: 0.5 }`), /spec\.amounts\.maxPrice/],
  [
    'pod settings of an unknown component',
    storefront(`${spec}\n  pods: { orders: { labels: { a: b } } }`),
    /^spec\.pods\.orders: not a component of a shop; use one of all, services, stores, jobs, gateway/,
  ],
  [
    'a variable with two values',
    storefront(
      `${spec}\n  pods: { all: { env: [{ name: A, value: b, valueFrom: { secretKeyRef: { name: s, key: k } } }] } }`,
    ),
    'spec.pods.all.env[0]: exactly one of value, valueFrom',
  ],
  ['a misspelt field', storefront(`${spec}\n  catlog: { seed: demo }`), 'spec.catlog: unknown field'],
  [
    'a missing field',
    storefront('\n  version: 1.0.0\n  publicUrl: http://localhost\n  payments: { provider: simulator }'),
    'spec.profile: missing',
  ],
  ['a long name', storefront(spec, 'a'.repeat(33)), 'metadata.name: at most 32 characters'],
  [
    'two stores at once',
    storefront(`${spec}\n  data: { redis: { embedded: {}, external: { secretName: x } } }`),
    'spec.data.redis: exactly one of embedded, external',
  ],
  ...['ftp://registry.example.com', 'https://user@registry.example.com', 'registry'].map(
    (url): [string, string, string] => [
      `a registry at ${url}`,
      storefront(`${spec}\n  schemaRegistry: { external: { url: "${url}" } }`),
      'spec.schemaRegistry.external.url: an http or https URL without user, query or fragment',
    ],
  ),
  [
    'two registries',
    storefront(`${spec}\n  schemaRegistry: { embedded: {}, none: {} }`),
    'spec.schemaRegistry: exactly one of embedded, external, none',
  ],
  [
    'plain http on a public host',
    storefront(spec.replace('localhost:8080', 'shop.example.com')),
    'spec.publicUrl: http is allowed for localhost only; use https',
  ],
  [
    'no address',
    storefront(spec.replace(/ {2}publicUrl.*\n/, '')),
    'spec.hosts: set hosts or publicUrl: a shop needs an address',
  ],
  [
    'a bad host in a list',
    storefront(`${spec}\n  hosts: [a.example, "B!"]`),
    'spec.hosts[1]: a host name, such as shop.example.com',
  ],
  [
    'the simulator in prod',
    storefront(spec.replace('local\n', 'prod\n')),
    /^spec\.payments: the simulator takes no real payments/,
  ],
  ['another kind', 'kind: Pod', /^apiVersion: missing$/],
  ['no YAML', 'a: [', /./],
  ['nothing', '', /^the file: /],
];
const badContacts = ['javascript:alert(1)', 'https://[', 'https://1.2.3.999', 'mailto:nobody', 'http://a.example'];
test('accepts as security contact only addresses the gateway accepts', () => {
  for (const contact of badContacts)
    assert.deepEqual(
      [...new Set(problems(storefront(`${spec}\n  security: { contact: "${contact}" }`)))],
      ['spec.security.contact: a mailto:, https: or tel: address'],
      contact,
    );
});
for (const [what, text, expected] of mistakes) {
  test(`${what} is named`, () => {
    const found = problems(text);
    const ok = found.some((problem) => (typeof expected === 'string' ? problem === expected : expected.test(problem)));
    assert.ok(ok, `got: ${found.join('; ')}`);
  });
}

test('reports errors in one line that names the file', () => {
  assert.throws(
    () => parseStorefront('a: [', 'shop.yaml'),
    /^InvalidStorefront: shop\.yaml is not a valid Storefront: [^\n]+$/,
  );
});
