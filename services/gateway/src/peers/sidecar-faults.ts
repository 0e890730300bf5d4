/**
 * Whose fault it is when daprd itself answers an invocation, as data made from the source of daprd 1.18.2: pkg/api/http
 * (directmessaging.go, middlewares.go, server.go), pkg/messaging (direct_messaging.go, method/), pkg/api/grpc/daprinternal.go,
 * pkg/channel/http, pkg/messages, pkg/security, kit/streams and Go's net/http. The first row that matches counts.
 *
 * - `request`: daprd or Go refuses what the client sent. The client gets a 4xx; the upstream had no part in it.
 * - `sidecar`: our own sidecar, its settings or an access rule. 503; no upstream failed.
 * - `upstream`: it could not be reached, did not answer, or answered what can't be passed on. Counts against its breaker.
 */
import type { ProblemSlug } from '@mambogo/contracts/problem-types.ts';

export type Fault =
  | { readonly fault: 'request'; readonly slug: ProblemSlug; readonly detail: string }
  | { readonly fault: 'sidecar' | 'upstream' };

export type SidecarFault = Fault & {
  /** What happened, for people. */
  readonly id: string;
  readonly status: number;
  /** undefined: daprd's HTTP server answers plain text here. */
  readonly errorCode?: string;
  /** Of the message, or of the whole text. */
  readonly message: RegExp;
};

const invoke = 'ERR_DIRECT_INVOKE';
const badRequest = { fault: 'request', slug: 'validation' } as const;
const bodyBroken = { ...badRequest, detail: 'the body broke off before its end' } as const;

export const sidecarFaults: readonly SidecarFault[] = [
  // Go's HTTP server and the sidecar's middleware, in plain text.
  {
    id: 'Go cannot read the request',
    status: 400,
    message: /^400 Bad Request/,
    ...badRequest,
    detail: 'the request is malformed',
  },
  {
    id: 'headers over --read-buffer-size',
    status: 431,
    message: /^431 Request Header Fields Too Large/,
    fault: 'request',
    slug: 'headers-too-large',
    detail: 'the headers are too large',
  },
  { id: 'wrong API token', status: 401, message: /^invalid api token/, fault: 'sidecar' },
  { id: 'invocation is not served (API allow list)', status: 404, message: /^404 page not found/, fault: 'sidecar' },

  // The caller's sidecar.
  { id: 'no app id', status: 404, errorCode: invoke, message: /^failed getting app id/, fault: 'sidecar' },
  {
    id: 'the sidecar is starting',
    status: 500,
    errorCode: invoke,
    message: /^invoke API is not ready/,
    fault: 'sidecar',
  },
  { id: 'API not implemented', status: 501, errorCode: 'ERR_API_UNIMPLEMENTED', message: /./, fault: 'sidecar' },
  { id: 'body not readable', status: 400, errorCode: 'ERR_BODY_READ', message: /./, ...bodyBroken },
  {
    id: 'body not serializable',
    status: 400,
    errorCode: 'ERR_MALFORMED_REQUEST',
    message: /./,
    ...badRequest,
    detail: 'the request is malformed',
  },
  {
    id: 'request not valid',
    status: 400,
    errorCode: 'ERR_BAD_REQUEST',
    message: /./,
    ...badRequest,
    detail: 'the request is malformed',
  },
  {
    id: 'a forbidden character in the decoded path',
    status: 500,
    errorCode: invoke,
    message: /err: rpc error: code = InvalidArgument desc = invalid method: /,
    ...badRequest,
    detail: 'the path has a character that is not taken',
  },
  // Marshalling what the client sent fails here; marshalling what the upstream answered is reported through its sidecar (below).
  {
    id: 'a path, query or header that is not UTF-8',
    status: 500,
    errorCode: invoke,
    message:
      /err: (?:error sending message: )?rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8/,
    ...badRequest,
    detail: 'the path, query or a header is not UTF-8',
  },
  {
    id: 'a body over --max-body-size',
    status: 500,
    errorCode: invoke,
    message: /err: http: request body too large/,
    fault: 'request',
    slug: 'payload-too-large',
    detail: 'the body is too large',
  },
  {
    id: 'a message larger than gRPC sends',
    status: 500,
    errorCode: invoke,
    message: /code = ResourceExhausted desc = (?:grpc: )?trying to send message larger than max/,
    fault: 'request',
    slug: 'payload-too-large',
    detail: 'the request is too large',
  },
  {
    id: 'the body broke off',
    status: 500,
    errorCode: invoke,
    message:
      /err: (?:unexpected EOF|http: invalid Read on closed Body|http: unexpected EOF reading trailer|malformed chunked encoding|invalid byte in chunk length)/,
    ...bodyBroken,
  },
  {
    id: 'the client left',
    status: 500,
    errorCode: invoke,
    message: /err: (?:context canceled|(?:error sending message: )?rpc error: code = Canceled)/,
    ...badRequest,
    detail: 'the client went away',
  },

  // The upstream's sidecar, before it calls the service.
  {
    id: 'an access rule refuses path, method or caller',
    status: 403,
    errorCode: invoke,
    message: /code = PermissionDenied/,
    fault: 'sidecar',
  },
  {
    id: 'an incomplete message',
    status: 500,
    errorCode: invoke,
    message: /code = InvalidArgument desc = parsing InternalInvokeRequest error/,
    ...badRequest,
    detail: 'the request is malformed',
  },
  {
    id: 'no verb of HTTP',
    status: 500,
    errorCode: invoke,
    message: /error invoking app channel: .*(?:invalid HTTP verb|missing HTTP extension field)/,
    ...badRequest,
    detail: 'the method is not taken',
  },
  {
    id: 'a decoded path or query that is no URL',
    status: 500,
    errorCode: invoke,
    message: /error invoking app channel: parse "/,
    ...badRequest,
    detail: 'the address is not taken',
  },
  {
    id: 'a header that Go does not send',
    status: 500,
    errorCode: invoke,
    message: /error invoking app channel: .*net\/http: invalid (?:header field|trailer|method)/,
    ...badRequest,
    detail: 'a header has a character that is not taken',
  },
  {
    id: 'a content length that is wrong',
    status: 500,
    errorCode: invoke,
    message: /error invoking app channel: .*(?:http: ContentLength=\d+ with Body length|strconv\.ParseInt)/,
    ...bodyBroken,
  },

  // The upstream.
  {
    id: 'its application is unhealthy, or not there yet',
    status: 500,
    errorCode: invoke,
    message: /app is not in a healthy state|app channel is not initialized/,
    fault: 'upstream',
  },
  {
    id: 'its application refuses, resets or answers no HTTP',
    status: 500,
    errorCode: invoke,
    message: /error invoking app channel: /,
    fault: 'upstream',
  },
  {
    id: 'its answer is not UTF-8',
    status: 500,
    errorCode: invoke,
    message: /code = Unknown desc = error sending message: .*invalid UTF-8/,
    fault: 'upstream',
  },
  {
    id: 'its answer is too large',
    status: 500,
    errorCode: invoke,
    message: /code = ResourceExhausted desc = grpc: received message (?:after decompression )?larger than max/,
    fault: 'upstream',
  },
  {
    id: 'its sidecar cannot be reached, drains or stops',
    status: 500,
    errorCode: invoke,
    message: /code = Unavailable/,
    fault: 'upstream',
  },
  {
    id: 'its sidecar has no valid certificate',
    status: 500,
    errorCode: invoke,
    message: /code = Unauthenticated/,
    fault: 'upstream',
  },
  {
    id: 'a time-out of resiliency',
    status: 500,
    errorCode: invoke,
    message: /context deadline exceeded|code = DeadlineExceeded|timeout after/,
    fault: 'upstream',
  },
  {
    id: 'a circuit breaker of resiliency is open',
    status: 500,
    errorCode: invoke,
    message: /circuit breaker is open|too many requests/,
    fault: 'upstream',
  },
  { id: 'its answer is malformed', status: 500, errorCode: 'ERR_MALFORMED_RESPONSE', message: /./, fault: 'upstream' },
  { id: 'no instance has that name', status: 500, errorCode: invoke, message: /^failed to invoke/, fault: 'upstream' },
];

/** Statuses under which daprd answers by itself: nothing else needs a look at its body. */
export const sidecarStatuses: ReadonlySet<number> = new Set(sidecarFaults.map(({ status }) => status));

/** The fault that an answer reports; undefined: the service itself answered. */
export function sidecarFault(status: number, contentType: string, text: string): SidecarFault | undefined {
  if (contentType.startsWith('text/plain'))
    return sidecarFaults.find((row) => row.errorCode === undefined && row.status === status && row.message.test(text));
  if (!contentType.startsWith('application/json')) return undefined;
  const report = reportOf(text);
  if (!report) return undefined;
  const { errorCode, message } = report;
  return (
    sidecarFaults.find((row) => row.status === status && row.errorCode === errorCode && row.message.test(message)) ?? {
      id: 'unknown',
      status,
      errorCode,
      message: /^/,
      fault: 'upstream',
    }
  );
}

function reportOf(text: string): { errorCode: string; message: string } | undefined {
  try {
    const { errorCode, message } = JSON.parse(text) as { errorCode?: unknown; message?: unknown };
    if (typeof errorCode !== 'string' || !errorCode.startsWith('ERR_')) return undefined;
    return { errorCode, message: typeof message === 'string' ? message : '' };
  } catch {
    return undefined;
  }
}
