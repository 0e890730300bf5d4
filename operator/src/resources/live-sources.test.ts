import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1PodSpec } from '@kubernetes/client-node';
import { Storefront } from '../api/storefront.ts';
import { liveSourcesAnnotation, wantsLiveSources } from '../model/live-sources.ts';
import { withLiveSources } from './live-sources.ts';

const storefront = (profile: string, annotations?: Record<string, string>) =>
  Storefront.parse({
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name: 'shop', annotations },
    spec: {
      profile,
      version: '1.0.0',
      hosts: ['shop.example.com'],
      payments:
        profile === 'prod' ? { provider: 'stripe', stripe: { secretName: 'stripe' } } : { provider: 'simulator' },
    },
  });

test('only who asks gets live sources, and nobody in prod', () => {
  assert.ok(wantsLiveSources(storefront('demo', { [liveSourcesAnnotation]: 'true' })));
  assert.ok(!wantsLiveSources(storefront('demo')));
  assert.ok(!wantsLiveSources(storefront('demo', { [liveSourcesAnnotation]: 'false' })));
  assert.ok(!wantsLiveSources(storefront('prod', { [liveSourcesAnnotation]: 'true' })));
});

test('the copy is as restricted as the service, which runs from it and watches it', () => {
  const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true };
  const pod: V1PodSpec = {
    containers: [
      {
        name: 'order',
        image: 'services:1',
        command: ['node', 'src/main.ts'],
        workingDir: '/shop/services/order',
        securityContext,
      },
    ],
  };
  const live = withLiveSources(pod, '/shop');
  assert.deepEqual(live.initContainers?.[0]?.securityContext, securityContext);
  assert.equal(live.initContainers?.[0]?.image, 'services:1');
  assert.deepEqual(live.containers[0]?.command, [
    'node',
    '--watch-path=/shop/packages',
    '--watch-path=/shop/services/order/src',
    'src/main.ts',
  ]);
  const mounted = live.containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath);
  assert.deepEqual(mounted, ['/shop/packages', '/shop/services']);
  assert.deepEqual(live.volumes, [{ name: 'live-sources', emptyDir: {} }]);
});
