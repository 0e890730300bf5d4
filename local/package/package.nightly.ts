/** Packages are what others install: the chart comes back from a real registry, and the bundle passes the check of its own format. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { until } from '@mambogo/testing/until.ts';
import { runHelm } from '../chart/chart.ts';
import { parseManifests } from '../cluster/addons/manifest.ts';
import { freePort } from '../supervisor/ports.ts';
import { buildGo } from '../toolchain/build-go.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { operatorVerify, registry } from '../toolchain/package-tools.ts';
import { packageChart, pushChart } from './package-chart.ts';
import { packagedProduct } from './packaged-product.ts';
import { writeBundle } from './write-bundle.ts';

const images = 'registry.example.com/shop';
const cache = cacheFolder();
const buildDirs = { cache, logs: join(cache, 'logs') };
mkdirSync(buildDirs.logs, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'package-'));
const stops: (() => void)[] = [];
after(() => {
  for (const stop of stops) stop();
  rmSync(folder, { recursive: true, force: true });
});

/** @returns its address */
async function startRegistry(): Promise<string> {
  const { registry: program } = await buildGo(registry, buildDirs);
  const address = `127.0.0.1:${await freePort()}`;
  const configuration = join(folder, 'registry.yaml');
  const storage = { filesystem: { rootdirectory: join(folder, 'stored') } };
  writeFileSync(configuration, JSON.stringify({ version: 0.1, storage, http: { addr: address } }));
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, 'serve', configuration], { stdio: 'ignore' });
  stops.push(() => child.kill('SIGKILL'));
  await until('the registry responds', () =>
    fetch(`http://${address}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return address;
}

test('the chart is pushed to a registry, and installs from there with the images of its own', async () => {
  const address = await startRegistry();
  const archive = await packageChart(images, folder);
  const { version } = packagedProduct(images);
  await pushChart(archive, `oci://${address}/shop/charts`, true);
  const chart = `oci://${address}/shop/charts/mambogo-operator`;
  const pulled = ['--version', version, '--plain-http'];
  const shown = await runHelm(['show', 'chart', chart, ...pulled]);
  assert.match(shown, /artifacthub.io\/crds/);
  const objects = parseManifests(await runHelm(['template', 'mambogo-operator', chart, ...pulled, '--include-crds']));
  const operator = objects.find(({ kind }) => kind === 'Deployment');
  assert.match(JSON.stringify(operator), new RegExp(`"image":"${images}/operator:${version}"`));
  assert.equal(objects.filter(({ kind }) => kind === 'CustomResourceDefinition').length, 3);
});

test('the bundle passes the check of OLM, which finds a broken one', async () => {
  const { 'operator-verify': command } = await buildGo(operatorVerify, buildDirs);
  const bundle = await writeBundle(images, join(folder, 'olm'));
  assert.equal(await complaints(command, bundle), '');
  const file = join(bundle, 'manifests/mambogo-operator.clusterserviceversion.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('kind: StorefrontBackup\n', 'kind: Storefronts\n'));
  assert.match(await complaints(command, bundle), /owned CRD .*not found in bundle/);
});

/** Its exit code is 0, whatever it finds. */
async function complaints(command: string, bundle: string): Promise<string> {
  const { stderr } = await promisify(execFile)(command, ['manifests', bundle]);
  return stderr;
}
