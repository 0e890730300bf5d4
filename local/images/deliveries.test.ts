import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveries } from './deliveries.ts';
import { buildArguments } from './image-builder.ts';
import { shopImages } from './shop-images.ts';

test('delivers images to local clusters directly, and requires a registry for others', () => {
  const images = ['mambogo.local/services:1.0.0'];
  assert.deepEqual(deliveries('docker-desktop', 'docker', images), []);
  assert.deepEqual(deliveries('kind-try', 'docker', images), [
    { command: 'kind', args: ['load', 'docker-image', '--name', 'try', 'mambogo.local/services:1.0.0'] },
  ]);
  assert.equal(deliveries('k3d-try', 'docker', images)?.[0]?.command, 'k3d');
  assert.equal(deliveries('minikube', 'podman', [...images, 'x'])?.length, 2);
  for (const [context, builder] of [
    ['my-cloud', 'docker'],
    ['kind-try', 'buildah'],
    ['docker-desktop', 'podman'],
  ] as const)
    assert.equal(deliveries(context, builder, images), undefined);
});

test("tags images with the shop's own code also by build", () => {
  const images = shopImages('r.example', '1.2.3', '3f2a91c');
  assert.deepEqual(images.get('services'), ['r.example/services:1.2.3', 'r.example/services:1.2.3-3f2a91c']);
  assert.deepEqual(images.get('redis'), ['r.example/redis:7.0']);
});

test('has a Containerfile target for each image, with the same name for every builder', async () => {
  const { readFileSync } = await import('node:fs');
  const containerfile = readFileSync(new URL('../../images/Containerfile', import.meta.url), 'utf8');
  for (const [target, images] of shopImages('registry.example.com', '1.2.3', '3f2a91c')) {
    assert.match(containerfile, new RegExp(`^FROM .+ AS ${target}$`, 'm'));
    for (const builder of ['docker', 'podman', 'buildah'] as const) {
      const args = buildArguments(builder, { target, images });
      const tags = images.flatMap((image) => ['--tag', image]);
      assert.deepEqual(args.slice(-3 - tags.length), ['--target', target, ...tags, '.']);
    }
  }
});

test('builds a manifest list for several platforms, under one name where a list has only one', () => {
  const images = ['r.example/operator:1.2.3', 'r.example/operator:1.2.3-3f2a91c'];
  const build = { target: 'operator', images, platforms: ['linux/amd64', 'linux/arm64'] };
  const isIn = (args: readonly string[], part: readonly string[]) => args.join(' ').includes(part.join(' '));
  for (const builder of ['docker', 'podman', 'buildah'] as const) {
    const args = buildArguments(builder, build);
    assert.ok(isIn(args, ['--platform', 'linux/amd64,linux/arm64']), builder);
    assert.equal(isIn(args, ['--manifest', 'r.example/operator:1.2.3']), builder !== 'docker');
    assert.equal(isIn(args, ['buildx', 'build']), builder === 'docker');
    assert.equal(args.includes('--push'), builder === 'docker');
  }
});
