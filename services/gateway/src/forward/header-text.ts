/**
 * Header values as a sidecar takes them: it calls the upstream by gRPC, whose texts are UTF-8, and answers 500 to any other
 * byte. Old clients send Latin-1 (`User-Agent: Café 1.0`), which RFC 9110 section 5.5 allows: it becomes UTF-8.
 */
import { isUtf8 } from 'node:buffer';

const beyondAscii = /[^\0-\x7f]/;

/** @param value as node:http has it and undici sends it: a character for each byte */
export function asUtf8(value: string): string {
  if (!beyondAscii.test(value) || isUtf8(Buffer.from(value, 'latin1'))) return value;
  return Buffer.from(value, 'utf8').toString('latin1');
}
