/**
 * Hashes of all objects of sample shops, as this release makes them. Written when a version is released (docs/how-to/release-a-version.md):
 *
 *     node operator/testing/release-objects.ts > operator/testing/released/VERSION.json
 *
 * The next release has to make the same of a Storefront that stays at VERSION.
 */
import { keyOf, referenceTo } from '../src/kube/kube-object.ts';
import { hashOf } from '../src/kube/object-hash.ts';
import { sampleShop } from './sample-shop.ts';

const external = { secretName: 'elsewhere' };
const specs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  local: { profile: 'local' },
  demo: {},
  prod: {
    profile: 'prod',
    payments: { provider: 'stripe', stripe: { secretName: 'stripe' } },
    telemetry: { prometheus: true, dashboards: true, otlpEndpoint: 'http://collector.example:4318' },
    services: { order: { replicas: 2, autoscaling: { min: 2, max: 5, cpu: 70 } } },
  },
  external: {
    data: { postgres: { external }, kafka: { external } },
    identity: { external: { issuer: 'https://id.example', audience: 'shop' } },
    egress: { cidrs: ['10.1.0.0/16'] },
  },
};

const secrets = new Map([
  [
    'elsewhere',
    { host: 'db.example', port: 5432, username: 'admin', password: 'secret', mechanism: 'PLAIN', version: '1' },
  ],
]);

/** Sample -> object -> hash. */
export function objectsOfSamples(version?: string): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const { objects } = sampleShop({ spec: { ...spec, ...(version ? { version } : {}) }, external: secrets });
      return [name, Object.fromEntries(objects.map((object) => [keyOf(referenceTo(object)), hashOf(object)]))];
    }),
  );
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(objectsOfSamples(), undefined, 1)}\n`);
