import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { parseManifests } from '../cluster/addons/manifest.ts';
import { chartFolder } from './chart.ts';
import { installFile, installManifest, prerequisitesFile, prerequisitesManifest } from './install-manifest.ts';

test('the plain manifests are the rendered chart', async () => {
  const read = (file: string) => readFileSync(resolve(chartFolder, '../..', file), 'utf8');
  assert.equal(read(installFile), await installManifest(), 'run npm run generate');
  const definitions = ['storefronts', 'storefrontbackups', 'storefrontrestores'].map((name) =>
    read(`charts/mambogo-operator/crds/${name}.mambogo.com.yaml`),
  );
  assert.equal(read(prerequisitesFile), prerequisitesManifest(definitions), 'run npm run generate');
});

test('the manifest of the operator contains neither a namespace nor the CRD', async () => {
  const kinds = parseManifests(await installManifest()).map(({ kind }) => kind);
  assert.ok(kinds.includes('Deployment'));
  for (const kind of ['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim', 'Secret'])
    assert.ok(!kinds.includes(kind), kind);
});
