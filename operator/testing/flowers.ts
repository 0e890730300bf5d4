/** The Storefront `flowers` and a placement of its parts, for tests of the model. */
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import type { Storefront } from '../src/api/storefront.ts';
import type { Placement } from '../src/model/placement.ts';

const at = (port: number) => ({ host: '127.0.0.1', port });

export const flowers = (spec: Partial<Storefront['spec']> = {}): Storefront => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'flowers' },
  spec: {
    profile: 'local',
    version: currentVersion,
    publicUrl: 'http://localhost:8080',
    payments: { provider: 'simulator' },
    ...spec,
  },
});

export const flowersPlacement: Placement = {
  namespace: 'default',
  storeOf: ({ store }) => ({
    ...at({ postgres: 1, mysql: 2, redis: 3, state: 3, 'sqlite-file': 0, 'git-repository': 0, none: 0 }[store]),
    prefix: '',
  }),
  kafka: { ...at(4), version: '3.9.0', authentication: [], prefix: '' },
  publicUrl: ({ spec }) => spec.publicUrl ?? '',
  providerUrl: () => 'http://localhost:8086',
  listenAddress: ({ port }) => at(port),
  addressOf: ({ port }) => at(port),
  sidecar: ({ port }) => ({ http: port + 1_000, grpc: port + 2_000, internalGrpc: port + 3_000 }),
  credentialsFolder: ({ name }) => `/credentials/${name}`,
  dataFile: ({ name }, file) => `/data/${name}/${file}`,
  limitsFile: '/data/gateway/limits.json',
  runtimeSettingsFile: ({ name }) => `/data/settings/${name}.json`,
};
