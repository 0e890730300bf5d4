import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../images/image-builder.ts';
import { sign } from '../images/publish.ts';
import { pinnedBases, readBases, unpinnedBases } from './bases.ts';
import { classifyNpmAudit } from './classify-npm-audit.ts';
import { createBom, requireValidBom } from './create-bom.ts';
import { provenanceOf } from './provenance.ts';
import { debianComponents, goComponents, jarComponents, npmComponents } from './read-components.ts';

const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const status = `Package: redis-server
Status: install ok installed
Architecture: amd64
Version: 5:7.0.15-1~deb12u5

Package: gone
Status: deinstall ok config-files
Version: 1
`;
const go = `/programs/daprd: go1.26.8
\tpath\texample.com/daprd
\tdep\tgithub.com/dapr/dapr\tv1.18.2\th1:x
\tdep\tgopkg.in/couchbaselabs/gocbconnstr.v1\tv1.0.4
\t=>\tgithub.com/couchbaselabs/gocbconnstr\tv1.2.1\th1:y
\tbuild\t-trimpath=true
`;

test('writes a valid CycloneDX 1.6 SBOM of production dependencies with standard names', async () => {
  const parts = [
    ...npmComponents(lock),
    ...debianComponents(status),
    ...goComponents(go),
    ...jarComponents(['kafka_2.13-4.1.0.jar']),
  ];
  const text = await createBom({ name: 'mambogo', version: '1.0.0', kind: 'application' }, parts);
  const { specVersion, components } = JSON.parse(text) as { specVersion: string; components: { purl: string }[] };
  assert.equal(specVersion, '1.6');
  const purls = new Set(components.map(({ purl }) => purl));
  for (const purl of [
    /^pkg:npm\/express@5\./,
    /^pkg:npm\/%40dapr\/dapr@/,
    /^pkg:deb\/debian\/redis-server@5(%3A|:)7\.0\.15-1~deb12u5\?arch=amd64&distro=debian-12$/,
    /^pkg:golang\/github\.com\/dapr\/dapr@v1\.18\.2$/,
    /^pkg:golang\/stdlib@1\.26\.8$/,
    /^pkg:golang\/github\.com\/couchbaselabs\/gocbconnstr@v1\.2\.1$/,
    /^pkg:generic\/kafka_2\.13@4\.1\.0$/,
  ])
    assert.ok(
      [...purls].some((one) => purl.test(one)),
      `${purl}`,
    );
  // Neither what only develops, nor the shop's own, nor what was taken off.
  assert.ok(![...purls].some((purl) => /typescript|biome|lighthouse|playwright|%40mambogo|gone/.test(purl)));
  await assert.rejects(requireValidBom(text.replace('"type": "library"', '"type": "nonsense"')), /not valid CycloneDX/);
});

test('has base images only as build arguments, with pinned digests for a registry', () => {
  assert.deepEqual(unpinnedBases(readFileSync(join(root, 'images/Containerfile'), 'utf8')), []);
  assert.deepEqual(unpinnedBases(`FROM debian:12 AS one\nFROM one AS two\nFROM \${BASE} AS three\n`), ['debian:12']);
  const open = { BASE: { image: 'node:24', digest: '' } };
  assert.throws(() => pinnedBases(open), /no digest for node:24: npm run images -- --pin-bases/);
  const digest = `sha256:${'a'.repeat(64)}`;
  assert.deepEqual(pinnedBases({ BASE: { image: 'node:24', digest } }), { BASE: `node:24@${digest}` });
  const containerfile = readFileSync(join(root, 'images/Containerfile'), 'utf8');
  for (const name of Object.keys(readBases())) assert.match(containerfile, new RegExp(`^ARG ${name}=`, 'm'));
});

test('names image, commit and bases in the provenance', () => {
  const digest = `sha256:${'b'.repeat(64)}`;
  const statement = provenanceOf({
    image: 'registry.example.com/shop/services',
    digest,
    target: 'services',
    commit: 'c0ffee',
    changed: false,
    repository: 'https://example.com/mambogo',
    build: '3f2a91c',
    builder: 'buildah',
    bases: [`node:24@${digest}`],
    finished: new Date(0),
  });
  const text = JSON.stringify(statement);
  assert.match(text, /"_type":"https:\/\/in-toto\.io\/Statement\/v1"/);
  assert.match(text, /"predicateType":"https:\/\/slsa\.dev\/provenance\/v1"/);
  assert.match(text, /"subject":\[\{"name":"registry\.example\.com\/shop\/services","digest":\{"sha256":"b{64}"\}\}\]/);
  assert.match(text, /"gitCommit":"c0ffee"/);
  assert.match(text, /"uri":"docker:\/\/node:24","digest":\{"sha256"/);
});

test('passes image and provenance to the signer, and reports a missing signer', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sign-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'signer');
  writeFileSync(script, `#!/bin/sh\necho "$@ $PROVENANCE" > ${folder}/said\n`);
  chmodSync(script, 0o755);
  await sign(`${script} --yes`, 'r.example/x@sha256:1', '/provenance.json');
  assert.equal(readFileSync(join(folder, 'said'), 'utf8'), '--yes r.example/x@sha256:1 /provenance.json\n');
  await assert.rejects(
    sign('no-such-signer', 'r.example/x@sha256:1', ''),
    /program no-such-signer not found; .* is not signed/,
  );
});

test('reports a missing response of the registry as unknown', () => {
  const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities });
  assert.equal(classifyNpmAudit(report({})).result, 'clean');
  const found = classifyNpmAudit(report({ lodash: { severity: 'high', range: '<4.17.21' } }));
  assert.deepEqual(found, { result: 'vulnerable', message: 'lodash <4.17.21 (high)' });
  const away = classifyNpmAudit(JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }));
  assert.equal(away.result, 'unknown');
  assert.match(away.message, /405/);
  assert.equal(classifyNpmAudit('').result, 'unknown');
});
