import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { test } from 'node:test';
import { connect, createServer } from 'node:tls';
import { type CertificateSet, caBundle, earliestExpiry, renewCertificates } from './renew.ts';

const day = 86_400_000;
const start = new Date('2026-12-01T00:00:00Z');
const after = (days: number) => new Date(start.getTime() + days * day);
const servers = new Map([
  ['postgres', ['shop-postgres.demo.svc', 'localhost', '127.0.0.1']],
  ['kafka', ['shop-kafka.demo.svc', '*.shop-kafka.demo.svc']],
]);
const certificateOf = (certificateSet: CertificateSet, store = 'postgres') =>
  new X509Certificate(certificateSet.servers[store]?.certificate ?? assert.fail(`no certificate for ${store}`));

/** A client that trusts `authorities` and nobody else, at the server of `book`. */
async function handshake(certificateSet: CertificateSet, authorities: string, servername = 'localhost'): Promise<void> {
  const { certificate, key } = certificateSet.servers.postgres ?? assert.fail('no certificate');
  const server = createServer({ cert: certificate, key }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const socket = connect({ port, host: '127.0.0.1', servername, ca: authorities });
  try {
    await once(socket, 'secureConnect');
  } finally {
    socket.destroy();
    server.close();
  }
}

test('issues an authority and a certificate per store for a new shop, valid for its names only', async () => {
  const certificateSet = await renewCertificates(undefined, 'shop', servers, new Date());
  const kafka = certificateOf(certificateSet, 'kafka');
  assert.ok(kafka.checkHost('shop-kafka-0.shop-kafka.demo.svc'));
  assert.equal(kafka.checkHost('shop-redis.demo.svc'), undefined);
  assert.equal(kafka.ca, false);
  await handshake(certificateSet, caBundle(certificateSet));
  await assert.rejects(
    handshake(certificateSet, caBundle(certificateSet), 'elsewhere.svc'),
    /Hostname\/IP does not match/,
  );
  const other = await renewCertificates(undefined, 'other', servers, new Date());
  await assert.rejects(handshake(certificateSet, caBundle(other)), /unable to verify|self-signed|unable to get/);
});

test('renews nothing before it is due, then only the due certificate', async () => {
  const certificateSet = await renewCertificates(undefined, 'shop', servers, start);
  assert.equal(await renewCertificates(certificateSet, 'shop', servers, after(200)), certificateSet);
  const later = await renewCertificates(certificateSet, 'shop', servers, after(250));
  assert.deepEqual(later.authorities, certificateSet.authorities);
  assert.notEqual(later.servers.postgres?.key, certificateSet.servers.postgres?.key);
  assert.ok((earliestExpiry(later) ?? start) > after(600));
});

test('issues a new certificate for changed names, and drops removed stores', async () => {
  const certificateSet = await renewCertificates(undefined, 'shop', servers, start);
  const renamed = await renewCertificates(certificateSet, 'shop', new Map([['postgres', ['other.svc']]]), start);
  assert.ok(certificateOf(renamed).checkHost('other.svc'));
  assert.deepEqual(Object.keys(renamed.servers), ['postgres']);
});

test('uses only certificates that clients trusted a week earlier, over ten years', async () => {
  let certificateSet = await renewCertificates(undefined, 'shop', servers, start);
  const authorities = new Set<string>();
  for (let days = 1; days <= 3_650; days += 6) {
    const before = certificateSet;
    certificateSet = await renewCertificates(certificateSet, 'shop', servers, after(days));
    for (const store of servers.keys()) {
      const certificate = certificateOf(certificateSet, store);
      const trustedBy = (of: CertificateSet) =>
        of.authorities.some((one) => certificate.verify(new X509Certificate(one.certificate).publicKey));
      assert.ok(trustedBy(before) && trustedBy(certificateSet), `day ${days}, ${store}`);
      assert.ok(certificate.validToDate > after(days), `day ${days}: expired`);
    }
    for (const { certificate } of certificateSet.authorities) authorities.add(certificate);
    assert.ok(certificateSet.authorities.length <= 2);
  }
  assert.equal(authorities.size, 3);
});

test('a later generation of credentials gives every server another key, of the same authority, once', async () => {
  const first = await renewCertificates(undefined, 'shop', servers, start);
  assert.equal(await renewCertificates(first, 'shop', servers, start, 1), first);
  const second = await renewCertificates(first, 'shop', servers, start, 2);
  assert.deepEqual(second.authorities, first.authorities);
  for (const store of servers.keys()) assert.notEqual(second.servers[store]?.key, first.servers[store]?.key);
  assert.equal(await renewCertificates(second, 'shop', servers, start, 2), second);
});
