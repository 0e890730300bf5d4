/**
 * Converts header values for a sidecar: it calls the upstream by gRPC, whose strings are UTF-8, and responds with 500 to any
 * other byte. Old clients send Latin-1 (`User-Agent: Café 1.0`), which RFC 9110 section 5.5 allows; it is converted to UTF-8.
 */
import { isUtf8 } from 'node:buffer';

const beyondAscii = /[^\0-\x7f]/;

/** @param value one character per byte, as node:http returns and undici sends it */
export function asUtf8(value: string): string {
  if (!beyondAscii.test(value) || isUtf8(Buffer.from(value, 'latin1'))) return value;
  return Buffer.from(value, 'utf8').toString('latin1');
}
