/** What daprd or Go's HTTP refuses of what a client sent; part of the table in sidecar-faults.ts, which says how it was made. */
import { invokeErrorCode, type SidecarError } from './sidecar-error.ts';

const badRequest = { fault: 'request', slug: 'validation' } as const;
const bodyBroken = { ...badRequest, detail: 'the body broke off before its end' } as const;

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
    errorCode: invokeErrorCode,
    message: /err: rpc error: code = InvalidArgument desc = invalid method: /,
    ...badRequest,
    detail: 'the path has a character that is not taken',
  },
  // daprd says the same of an answer, which a client may have brought about too. The gateway sends nothing that is not UTF-8.
  {
    id: 'a text of the request, or of its answer, that is not UTF-8',
    status: 500,
    errorCode: invokeErrorCode,
    message:
      /err: (?:error sending message: )?rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8/,
    ...badRequest,
    detail: 'a text of the request, or of its answer, is not UTF-8',
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
    ...bodyBroken,
  },
  {
    id: 'the client left',
    status: 500,
    errorCode: invokeErrorCode,
    message: /err: (?:context canceled|(?:error sending message: )?rpc error: code = Canceled)/,
    ...badRequest,
    detail: 'the client went away',
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
    detail: 'the method is not taken',
  },
  {
    id: 'a decoded path or query that is no URL',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: parse "/,
    ...badRequest,
    detail: 'the address is not taken',
  },
  {
    id: 'a header that Go does not send',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: .*net\/http: invalid (?:header field|trailer|method)/,
    ...badRequest,
    detail: 'a header has a character that is not taken',
  },
  {
    id: 'a content length that is wrong',
    status: 500,
    errorCode: invokeErrorCode,
    message: /error invoking app channel: .*(?:http: ContentLength=\d+ with Body length|strconv\.ParseInt)/,
    ...bodyBroken,
  },
];
