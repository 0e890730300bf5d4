import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openCertificateAuthority, readKeyPair } from './certificates.ts';
import { httpsHealthCheck } from './https-health-check.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
after(() => rmSync(folder, { recursive: true }));

test('authenticates server and client by the authority', async () => {
  const authority = await openCertificateAuthority(join(folder, 'one'));
  const otherAuthority = await openCertificateAuthority(join(folder, 'another'));
  const pair = await authority.issue('server', { commonName: 'server', names: ['IP:127.0.0.1'] });
  const person = await authority.issue('person', { commonName: 'person', organization: 'masters' });
  const { certificate: cert, key } = readKeyPair(pair);
  const asked: string[] = [];
  const server = createServer(
    { cert, key, ca: readFileSync(authority.certificate), requestCert: true, rejectUnauthorized: true },
    (request, answer) => {
      const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
      asked.push(`${subject.O}/${subject.CN}`);
      answer.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  after(() => server.close());

  assert.equal(await httpsHealthCheck(address, authority, person)(), true);
  assert.deepEqual(asked, ['masters/person']);
  assert.equal(await httpsHealthCheck(address, otherAuthority, person)(), false, 'an authority it does not know');
  assert.equal(await httpsHealthCheck(address, authority)(), false, 'nobody asks');
});

test('issues a certificate once', async () => {
  const authority = await openCertificateAuthority(join(folder, 'one'));
  const read = async () => readKeyPair(await authority.issue('twice', { commonName: 'twice' }));
  assert.deepEqual(await read(), await read());
});
