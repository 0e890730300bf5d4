/** Client errors reported by daprd or Go's HTTP server; part of the table in sidecar-errors.ts, which names its sources. */
import { invokeErrorCode, type SidecarError } from './sidecar-error.ts';

const badRequest = { fault: 'request', slug: 'validation' } as const;
const bodyIncomplete = { ...badRequest, detail: 'the body is incomplete' } as const;

export const requestErrors: readonly SidecarError[] = [
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
  { id: 'body not readable', status: 400, errorCode: 'ERR_BODY_READ', message: /./, ...bodyIncomplete },
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
    errorCode: invokeErrorCode,
    message: /err: rpc error: code = InvalidArgument desc = invalid method: /,
    ...badRequest,
    detail: 'the path contains an invalid character',
  },
  // daprd reports the same for a response, which a client may have caused too. The gateway itself sends only UTF-8.
  {
    id: 'a text of the request, or of its answer, that is not UTF-8',
    status: 500,
    errorCode: invokeErrorCode,
    message:
      /err: (?:error sending message: )?rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8/,
    ...badRequest,
    detail: 'a text of the request, or of the response to it, is not UTF-8',
  },
  {
    id: 'a body over --max-body-size',
    status: 500,
    errorCode: invokeErrorCode,
    message: /err: (?:stream|http: request body) too large/,
    fault: 'request',
    slug: 'payload-too-large',
    detail: 'the body is too large',
  },
  {
    id: 'a message larger than gRPC sends',
    status: 500,
    errorCode: invokeErrorCode,
    message: /code = ResourceExhausted desc = (?:grpc: )?trying to send message larger than max/,
    fault: 'request',
    slug: 'payload-too-large',
    detail: 'the request is too large',
  },
  {
    id: 'the body broke off',
    status: 500,
    errorCode: invokeErrorCode,
    message:
      /err: (?:unexpected EOF|http: invalid Read on closed Body|http: unexpected EOF reading trailer|malformed chunked encoding|invalid byte in chunk length)/,
    ...bodyIncomplete,
  },
  {
    id: 'the client left',
    status: 500,
    errorCode: invokeErrorCode,
    message: /err: (?:context canceled|(?:error sending message: )?rpc error: code = Canceled)/,
    ...badRequest,
    detail: 'the client disconnected',
  },
  {
    id: 'an incomplete message',
    status: 500,
    errorCode: invokeErrorCode,
    message: /code = InvalidArgument desc = parsing InternalInvokeRequest error/,
    ...badRequest,
    detail: 'the request is malformed',
  },
  {
    id: 'no verb of HTTP',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: .*(?:invalid HTTP verb|missing HTTP extension field)/,
    ...badRequest,
    detail: 'the method is not supported',
  },
  {
    id: 'a decoded path or query that is no URL',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: parse "/,
    ...badRequest,
    detail: 'the path or query is invalid',
  },
  {
    id: 'a header that Go does not send',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: .*net\/http: invalid (?:header field|trailer|method)/,
    ...badRequest,
    detail: 'a header contains an invalid character',
  },
  {
    id: 'a content length that is wrong',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: .*(?:http: ContentLength=\d+ with Body length|strconv\.ParseInt)/,
    ...bodyIncomplete,
  },
];
