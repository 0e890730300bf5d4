/**
 * Classifies daprd's own error responses to an invocation, as data made from the source of daprd 1.18.2: pkg/api/http
 * (directmessaging.go, middlewares.go, server.go), pkg/messaging (direct_messaging.go, method/), pkg/api/grpc/daprinternal.go,
 * pkg/channel/http, pkg/messages, pkg/security, kit/streams and Go's net/http. The first matching row applies.
 *
 * - `request`: daprd or Go rejected what the client sent. The client gets a 4xx; it is no failure of the upstream.
 * - `sidecar`: the gateway's sidecar, its settings or an access rule. 503; no upstream failed.
 * - `upstream`: not reachable, no response, or a response that cannot be forwarded. Counts against its breaker.
 */
import { requestErrors } from './request-errors.ts';
import { invokeErrorCode, type SidecarError } from './sidecar-error.ts';

export const sidecarErrors: readonly SidecarError[] = [
  ...requestErrors,
  { id: 'wrong API token', status: 401, message: /^invalid api token/, fault: 'sidecar' },
  { id: 'invocation is not served (API allow list)', status: 404, message: /^404 page not found/, fault: 'sidecar' },
  { id: 'no app id', status: 404, errorCode: invokeErrorCode, message: /^failed getting app id/, fault: 'sidecar' },
  {
    id: 'the sidecar is starting',
    status: 500,
    errorCode: invokeErrorCode,
    message: /^invoke API is not ready/,
    fault: 'sidecar',
  },
  { id: 'API not implemented', status: 501, errorCode: 'ERR_API_UNIMPLEMENTED', message: /./, fault: 'sidecar' },
  {
    id: 'an access rule refuses path, method or caller',
    status: 403,
    errorCode: invokeErrorCode,
    message: /code = PermissionDenied/,
    fault: 'sidecar',
  },
  {
    id: 'its application is unhealthy, or not there yet',
    status: 500,
    errorCode: invokeErrorCode,
    message: /app is not in a healthy state|app channel is not initialized/,
    fault: 'upstream',
  },
  {
    id: 'its application refuses, resets or answers no HTTP',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: /,
    fault: 'upstream',
  },
  {
    id: 'its answer is too large',
    status: 500,
    errorCode: invokeErrorCode,
    message: /code = ResourceExhausted desc = grpc: received message (?:after decompression )?larger than max/,
    fault: 'upstream',
  },
  {
    id: 'its sidecar cannot be reached, drains or stops',
    status: 500,
    errorCode: invokeErrorCode,
    message: /code = Unavailable/,
    fault: 'upstream',
  },
  {
    id: 'its sidecar has no valid certificate',
    status: 500,
    errorCode: invokeErrorCode,
    message: /code = Unauthenticated/,
    fault: 'upstream',
  },
  {
    id: 'a time-out of resiliency',
    status: 500,
    errorCode: invokeErrorCode,
    message: /context deadline exceeded|code = DeadlineExceeded|timeout after/,
    fault: 'upstream',
  },
  {
    id: 'a circuit breaker of resiliency is open',
    status: 500,
    errorCode: invokeErrorCode,
    message: /circuit breaker is open|too many requests/,
    fault: 'upstream',
  },
  { id: 'its answer is malformed', status: 500, errorCode: 'ERR_MALFORMED_RESPONSE', message: /./, fault: 'upstream' },
  {
    id: 'no instance has that name',
    status: 500,
    errorCode: invokeErrorCode,
    message: /^failed to invoke/,
    fault: 'upstream',
  },
];

/** Statuses daprd itself responds with: no other response's body needs to be checked. */
export const sidecarStatuses: ReadonlySet<number> = new Set(sidecarErrors.map(({ status }) => status));

/** The error a response reports; undefined if the service itself responded. */
export function sidecarErrorOf(status: number, contentType: string, text: string): SidecarError | undefined {
  if (contentType.startsWith('text/plain'))
    return sidecarErrors.find((row) => row.errorCode === undefined && row.status === status && row.message.test(text));
  if (!contentType.startsWith('application/json')) return undefined;
  const report = parseSidecarError(text);
  if (!report) return undefined;
  const { errorCode, message } = report;
  return (
    sidecarErrors.find((row) => row.status === status && row.errorCode === errorCode && row.message.test(message)) ?? {
      id: 'unknown',
      status,
      errorCode,
      message: /^/,
      fault: 'upstream',
    }
  );
}

function parseSidecarError(text: string): { errorCode: string; message: string } | undefined {
  try {
    const { errorCode, message } = JSON.parse(text) as { errorCode?: unknown; message?: unknown };
    if (typeof errorCode !== 'string' || !errorCode.startsWith('ERR_')) return undefined;
    return { errorCode, message: typeof message === 'string' ? message : '' };
  } catch {
    return undefined;
  }
}
