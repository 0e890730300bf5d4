import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supersededBuilds } from './tag-build.ts';

const images = (build: string) => ['services', 'operator'].map((name) => `mambogo.local/${name}:1.0.0-${build}`);
const [old, running, current] = ['0123456789ab', '23456789abcd', '456789abcdef'] as const;

test('removes unused builds, and keeps the current one and builds in use', () => {
  const there = [
    ...['mambogo.local/services:1.0.0', 'mambogo.local/redis:7.0', 'other.example/services:1.0.0-0123456789ab'],
    ...[old, running, current].flatMap(images),
  ];
  const asked = ['mambogo.local/redis:7.0', `mambogo.local/operator:1.0.0-${running}`];
  assert.deepEqual(supersededBuilds(there, asked, current), images(old));
});
