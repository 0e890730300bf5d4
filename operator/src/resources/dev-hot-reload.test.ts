import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { V1PodSpec } from '@kubernetes/client-node';
import { Storefront } from '../api/storefront.ts';
import { hotReloadAnnotation, isHotReloadEnabled } from '../model/dev-hot-reload.ts';
import { withHotReload } from './dev-hot-reload.ts';

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

test('enables hot reload only by annotation, and never in prod', () => {
  assert.ok(isHotReloadEnabled(storefront('demo', { [hotReloadAnnotation]: 'true' })));
  assert.ok(!isHotReloadEnabled(storefront('demo')));
  assert.ok(!isHotReloadEnabled(storefront('demo', { [hotReloadAnnotation]: 'false' })));
  assert.ok(!isHotReloadEnabled(storefront('prod', { [hotReloadAnnotation]: 'true' })));
});

test('restricts the copy container like the service', () => {
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
  const live = withHotReload(pod, '/shop');
  assert.deepEqual(live.initContainers?.[0]?.securityContext, securityContext);
  assert.equal(live.initContainers?.[0]?.image, 'services:1');
  assert.deepEqual(live.containers[0]?.command?.slice(3), ['again', 'node', 'src/main.ts']);
  const mounted = live.containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath);
  assert.deepEqual(mounted, ['/shop/packages', '/shop/services']);
  assert.deepEqual(live.volumes, [{ name: 'live-sources', emptyDir: {} }]);
});

test('restarts the command whenever it exits, until the pod stops', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mambogo-again-'));
  const [shell = '', ...rest] =
    withHotReload({ containers: [{ name: 'x', command: [] }] }, '/shop').containers[0]?.command ?? [];
  const runs = join(folder, 'runs');
  const work = `echo run >> ${runs}; if [ "$(wc -l < ${runs})" = 2 ]; then exit 7; fi; exec sleep 100`;
  const inFolder = rest.map((component) => component.replaceAll('/tmp/', `${folder}/`));
  const child = spawn(shell, [...inFolder, 'sh', '-c', work], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const count = () => (existsSync(runs) ? readFileSync(runs, 'utf8').split('\n').length - 1 : 0);
  const running = () =>
    existsSync(join(folder, 'running.pid')) ? Number(readFileSync(join(folder, 'running.pid'), 'utf8')) : 0;
  const until = async (expected: number) => {
    while (count() < expected || running() === 0) await setImmediate();
  };
  await until(1);
  process.kill(running(), 'SIGTERM');
  await until(3);
  child.kill('SIGTERM');
  assert.equal((await ended)[0], 0);
  rmSync(folder, { recursive: true });
});
