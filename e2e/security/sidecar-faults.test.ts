/**
 * The table of daprd's errors (services/gateway/src/upstream), checked against daprd itself: its response in each case, and
 * whose fault it is.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sidecarErrorOf } from '../../services/gateway/src/upstreams/sidecar-errors.ts';
import { apiToken, startTwoSidecars, type TwoSidecars } from './two-sidecars.ts';

let sidecars: TwoSidecars;
before(async () => {
  sidecars = await startTwoSidecars();
});
after(() => sidecars.close());

const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', `dapr-api-token: ${apiToken}`, ...headers, '', ''].join(
    '\r\n',
  );
const call = (path: string, ...headers: readonly string[]) => head(`GET /v1.0/invoke/callee/method${path}`, ...headers);
const post = (...headers: readonly string[]) =>
  head('POST /v1.0/invoke/callee/method/x', 'Content-Type: application/json', ...headers);

const cases: Readonly<Record<string, string>> = {
  'Go cannot read the request': call('/x', 'Bad Name: x'),
  'headers over --read-buffer-size': call('/x', `X-Long: ${'a'.repeat(80_000)}`),
  'wrong API token': call('/x').replace(apiToken, 'other'),
  'no app id': head('GET /v1.0/invoke/callee'),
  'a forbidden character in the decoded path': call('/x%3fy'),
  'a text of the request, or of its answer, that is not UTF-8': call('/x%e9'),
  'a body over --max-body-size': post('Content-Length: 66000') + ' '.repeat(66_000),
  'the body broke off': `${post('Transfer-Encoding: chunked')}zz\r\n`,
  'an access rule refuses path, method or caller': head('GET /v1.0/invoke/closed/method/x'),
  'a decoded path or query that is no URL': call('/x%25zz'),
  'its application refuses, resets or answers no HTTP': call('/no-http'),
  'no instance has that name': head('GET /v1.0/invoke/nobody/method/x'),
};

test('forwards a valid request', async () => {
  const { status, text } = await sidecars.send(call('/x', 'User-Agent: Caf\xc3\xa9'));
  assert.deepEqual([status, text], [200, '{}']);
});

for (const [id, bytes] of Object.entries(cases))
  test(`recognises daprd’s error: ${id}`, async () => {
    const { status, type, text } = await sidecars.send(bytes);
    assert.equal(sidecarErrorOf(status, type, text)?.id, id, `${status} ${type}: ${text}`);
  });

test('recognises a response that is not UTF-8', async () => {
  const { status, type, text } = await sidecars.send(call('/bad-header'));
  assert.equal(
    sidecarErrorOf(status, type, text)?.id,
    'a text of the request, or of its answer, that is not UTF-8',
    text,
  );
});

test('recognises a header that is not UTF-8, in any header', async () => {
  for (const name of [
    'User-Agent',
    'Accept-Language',
    'Cookie',
    'Referer',
    'Cache-Control',
    'Idempotency-Key',
    'Content-Type',
  ]) {
    const { status, type, text } = await sidecars.send(call('/x', `${name}: caf\xe9`));
    assert.equal(
      sidecarErrorOf(status, type, text)?.id,
      'a text of the request, or of its answer, that is not UTF-8',
      `${name}: ${text}`,
    );
  }
});

test('a stopped application, or sidecar, is an upstream failure', async () => {
  await sidecars.stopApplication();
  const rejected = await sidecars.send(call('/x'));
  assert.equal(
    sidecarErrorOf(rejected.status, rejected.type, rejected.text)?.id,
    'its application refuses, resets or answers no HTTP',
  );
  await sidecars.stopSidecar();
  const away = await sidecars.send(call('/x'));
  assert.equal(
    sidecarErrorOf(away.status, away.type, away.text)?.id,
    'its sidecar cannot be reached, drains or stops',
    away.text,
  );
});
