/** Requests that two servers in a row would delimit differently, byte for byte; each is followed by a hidden one. */
import { shopUrl } from '../shop-under-test.ts';

export const lines = (...parts: readonly string[]): string => parts.join('\r\n');
export const host = (): string => `Host: ${new URL(shopUrl()).host}`;
export const json = 'Content-Type: application/json';

const hidden = () => lines('GET /api/v1/admin/orders HTTP/1.1', host(), '', '');
/** Headers, a blank line, a possible body; then the hidden request. */
const post = (...rest: readonly string[]) => lines('POST /api/v1/cart/items HTTP/1.1', host(), json, ...rest, hidden());
const get = (...rest: readonly string[]) =>
  lines('GET /api/v1/products?size=1 HTTP/1.1', host(), ...rest, '', hidden());
const chunked = 'Transfer-Encoding: chunked';

export const ambiguousRequests = (): Readonly<Record<string, string>> => ({
  'a length and chunks': post('Content-Length: 6', chunked, '', '0', ''),
  'chunks and a length': post(chunked, 'Content-Length: 100', '', '0', ''),
  'two lengths that differ': post('Content-Length: 0', 'Content-Length: 44', ''),
  'two lengths in one': post('Content-Length: 0, 44', ''),
  'a length with a sign': post('Content-Length: +2', '', '{}'),
  'a length in hexadecimal': post('Content-Length: 0x2', '', '{}'),
  'a negative length': post('Content-Length: -1', ''),
  'an unknown transfer encoding': post('Transfer-Encoding: xchunked', '', '0', ''),
  'chunks and something else': post(chunked, 'Transfer-Encoding: identity', '', '0', ''),
  'a blank before the colon': post('Content-Length : 2', '', '{}'),
  'a tab in the name': post('Transfer-Encoding\t: chunked', '', '0', ''),
  'a folded line': get('X-One: a', ` ${chunked}`),
  'a folded encoding': post('Transfer-Encoding:', ' chunked', '', '0', ''),
  'a bare line feed': get(`X-One: a\n${chunked}`),
  'line feeds only': get().replaceAll('\r\n', '\n'),
  'a bare carriage return': get('X-One: a\rX-Two: b'),
  'a null byte in a header': get('X-One: a\0b'),
  'an invalid chunk size': post(chunked, '', 'zz', '{}', '0', ''),
  'a chunk size that overflows': post(chunked, '', 'fffffffffffffffff', '{}', '0', ''),
  'a chunk with a sign': post(chunked, '', '-2', '{}', '0', ''),
  'a chunk longer than it says': post(chunked, '', '1', '{}', '0', ''),
  'no host': lines('GET /api/v1/products?size=1 HTTP/1.1', '', hidden()),
  'two hosts': get('Host: evil.example', 'Connection: close'),
  'chunked twice over': get('Transfer-Encoding: chunked, chunked', '', '0'),
  'an unknown version': lines('GET /api/v1/products?size=1 HTTP/9.9', host(), '', ''),
  'no version': lines('GET /api/v1/products?size=1', host(), '', ''),
  'an invalid method': lines('GE T /api/v1/products HTTP/1.1', host(), '', ''),
  'another protocol': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'bytes of TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
});
