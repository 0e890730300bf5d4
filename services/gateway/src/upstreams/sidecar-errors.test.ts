import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '@mambogo/service/http/problem.ts';
import { sidecarErrorOf, sidecarErrors } from './sidecar-errors.ts';
import { checkUpstreamResponse, UpstreamFailure } from './upstream-failure.ts';

const failed = (error: string) => `failed to invoke, id: shop-cart, err: ${error}`;
const report = (errorCode: string, message: string) => JSON.stringify({ errorCode, message });
const invoke = (error: string) => report('ERR_DIRECT_INVOKE', failed(error));

/** daprd 1.18.2's message in each case; those a test can cause were recorded from it (e2e/security). */
const messages: Readonly<Record<string, string>> = {
  'Go cannot read the request': '400 Bad Request: malformed Host header',
  'headers over --read-buffer-size': '431 Request Header Fields Too Large',
  'wrong API token': 'invalid api token\n',
  'invocation is not served (API allow list)': '404 page not found\n',
  'no app id': report('ERR_DIRECT_INVOKE', 'failed getting app id either from the URL path or the header dapr-app-id'),
  'the sidecar is starting': report('ERR_DIRECT_INVOKE', 'invoke API is not ready'),
  'API not implemented': report('ERR_API_UNIMPLEMENTED', 'this API is currently not implemented'),
  'body not readable': report('ERR_BODY_READ', 'failed to read request body: unexpected EOF'),
  'body not serializable': report('ERR_MALFORMED_REQUEST', 'failed deserializing HTTP body: x'),
  'request not valid': report('ERR_BAD_REQUEST', 'invalid request: x'),
  'a forbidden character in the decoded path': invoke(
    'rpc error: code = InvalidArgument desc = invalid method: method contains forbidden character: "a?b"',
  ),
  'a text of the request, or of its answer, that is not UTF-8': invoke(
    'rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8',
  ),
  'a body over --max-body-size': invoke('stream too large'),
  'a message larger than gRPC sends': invoke(
    'rpc error: code = ResourceExhausted desc = trying to send message larger than max (5000000 vs. 4194304)',
  ),
  'the body broke off': invoke('unexpected EOF'),
  'the client left': invoke('rpc error: code = Canceled desc = context canceled'),
  'an access rule refuses path, method or caller': invoke(
    'rpc error: code = PermissionDenied desc = access control policy has denied access to id: spiffe://public/ns/default/shop-gateway operation: internal/x verb: GET',
  ),
  'an incomplete message': invoke(
    'rpc error: code = InvalidArgument desc = parsing InternalInvokeRequest error: Message field is nil',
  ),
  'no verb of HTTP': invoke(
    'rpc error: code = Internal desc = error invoking app channel: rpc error: code = InvalidArgument desc = invalid HTTP verb',
  ),
  'a decoded path or query that is no URL': invoke(
    'rpc error: code = Internal desc = error invoking app channel: parse "http://127.0.0.1:8082/%zz": invalid URL escape "%zz"',
  ),
  'a header that Go does not send': invoke(
    'rpc error: code = Internal desc = error invoking app channel: Get "http://127.0.0.1:8082/x": net/http: invalid header field value for "X-A"',
  ),
  'a content length that is wrong': invoke(
    'rpc error: code = Internal desc = error invoking app channel: Post "http://127.0.0.1:8082/x": http: ContentLength=10 with Body length 5',
  ),
  'its application is unhealthy, or not there yet': invoke(
    'rpc error: code = Internal desc = error invoking app channel: rpc error: code = Internal desc = app is not in a healthy state',
  ),
  'its application refuses, resets or answers no HTTP': invoke(
    'rpc error: code = Internal desc = error invoking app channel: Get "http://127.0.0.1:8082/x": dial tcp 127.0.0.1:8082: connect: connection refused',
  ),
  'its answer is too large': invoke(
    'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5000000 vs. 4194304)',
  ),
  'its sidecar cannot be reached, drains or stops': invoke(
    'failed to invoke target shop-cart after 3 retries. Error: rpc error: code = Unavailable desc = connection error',
  ),
  'its sidecar has no valid certificate': invoke('rpc error: code = Unauthenticated desc = x'),
  'a time-out of resiliency': invoke('context deadline exceeded'),
  'a circuit breaker of resiliency is open': invoke('circuit breaker is open'),
  'its answer is malformed': report('ERR_MALFORMED_RESPONSE', 'x'),
  'no instance has that name': invoke("couldn't find service: shop-cart"),
};

for (const row of sidecarErrors)
  test(`${row.status}, ${row.id}: ${row.fault}`, () => {
    const text = messages[row.id];
    assert.ok(text, 'the row has no example');
    const type = row.errorCode === undefined ? 'text/plain; charset=utf-8' : 'application/json';
    assert.equal(sidecarErrorOf(row.status, type, text)?.id, row.id);
    const upstreamResponse = { statusCode: row.status, headers: { 'content-type': type }, body: Buffer.from(text) };
    assert.throws(
      () => checkUpstreamResponse('cart', upstreamResponse),
      (error) =>
        row.fault === 'request'
          ? error instanceof Problem && error.slug === row.slug && error.status < 500
          : error instanceof UpstreamFailure && error.countsAgainstUpstream === (row.fault === 'upstream'),
    );
  });

test('an unknown error of daprd counts against the upstream', () => {
  assert.equal(sidecarErrorOf(500, 'application/json', report('ERR_NEW', 'x'))?.fault, 'upstream');
});

test("a service's own response is never classified as a sidecar error", () => {
  for (const [status, type, text] of [
    [500, 'application/problem+json', '{"errorCode":"ERR_DIRECT_INVOKE","message":"x"}'],
    [400, 'application/json', '{"error":"invalid_request"}'],
    [404, 'text/plain', 'not here'],
    [403, 'application/json', 'null'],
    [500, 'application/json', '{'],
  ] as const)
    assert.equal(sidecarErrorOf(status, type, text), undefined, text);
});
