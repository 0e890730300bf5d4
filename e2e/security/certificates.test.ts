/** The local certificate authority: only an app's own sidecar gets the app's certificate. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:http2';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSidecarTokens } from '@mambogo/local/dapr/sidecar-tokens.ts';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import { localShop } from '../shop-under-test.ts';

const shop = localShop();
const appId = (service: string) => `${shop.name}-${service}`;
const tokenFile = (service: string) => join(shop.folders.data, 'dapr', service, 'sentry-token');
const tokenOf = (service: string) => readFileSync(tokenFile(service), 'utf8');
/** Numbers from Dapr's sentry.proto. */
const validators = { unknown: 0, insecure: 1, kubernetes: 2, jwks: 3 } as const;
const ok = '0';

test('a sidecar’s own token gets the certificate of its app', async () => {
  assert.equal(await askFor(appId('gateway'), tokenOf('gateway'), 'jwks'), ok);
});

test('without a token there is no certificate, whichever validator is named', async () => {
  for (const validator of ['unknown', 'insecure', 'kubernetes', 'jwks'] as const)
    for (const service of ['gateway', 'order'])
      assert.notEqual(await askFor(appId(service), '', validator), ok, `${service}, ${validator}`);
});

test('another app’s token, and a token signed by others, get no certificate', async () => {
  const forged = makeSidecarTokens(shop.model.daprComponents.namespace).tokenFor(appId('gateway'));
  for (const token of [tokenOf('cart'), forged, `${tokenOf('gateway')}x`])
    for (const validator of ['unknown', 'insecure', 'jwks'] as const)
      assert.notEqual(await askFor(appId('gateway'), token, validator), ok);
});

test('only its owner can read a token', () => {
  for (const service of ['gateway', 'order']) assert.equal(statSync(tokenFile(service)).mode & 0o077, 0);
});

/** @returns the gRPC status: 0 is a certificate. */
async function askFor(id: string, token: string, validator: keyof typeof validators): Promise<string> {
  const request = Buffer.concat([
    field(1, id),
    field(2, token),
    field(4, shop.model.daprComponents.namespace),
    field(5, await signingRequest()),
    Buffer.from([(6 << 3) | 0, validators[validator]]),
  ]);
  const length = Buffer.alloc(5);
  length.writeUInt32BE(request.length, 1);
  const session = connect(`https://127.0.0.1:${shop.ports.stores.sentry}`, { rejectUnauthorized: false });
  try {
    return await new Promise<string>((resolve, reject) => {
      session.once('error', reject);
      const stream = session.request({
        ':method': 'POST',
        ':path': '/dapr.proto.sentry.v1.CA/SignCertificate',
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      const readCsrResult = (headers: Record<string, unknown>) => {
        if (headers['grpc-status'] !== undefined) resolve(String(headers['grpc-status']));
      };
      stream.on('response', readCsrResult).on('trailers', readCsrResult).once('error', reject).resume();
      stream.end(Buffer.concat([length, request]));
    });
  } finally {
    session.close();
  }
}

/** A length-delimited protobuf field: text or bytes. */
function field(number: number, value: string): Buffer {
  const bytes = Buffer.from(value);
  const size: number[] = [];
  let left = bytes.length;
  for (; left > 0x7f; left >>>= 7) size.push((left & 0x7f) | 0x80);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...size, left]), bytes]);
}

const signingRequest = () =>
  runCommand({
    command: 'openssl',
    args: [
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-noenc', '-keyout', '/dev/null', '-subj', '/CN=stranger'],
    ],
  });
