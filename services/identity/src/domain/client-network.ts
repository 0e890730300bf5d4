/**
 * The network a request comes from, as the gateway tells it: IPv4 whole, of IPv6 the first 64 bits, which is what one
 * household or machine has to itself. Pure.
 */
import { isIP, isIPv4 } from 'node:net';

/** @param forwarded the header `x-forwarded-for`: the gateway's word first, sidecars may add theirs behind */
export function clientNetwork(forwarded: string | undefined): string | undefined {
  const address = forwarded?.split(',', 1)[0]?.trim().split('%', 1)[0] ?? '';
  if (isIP(address) === 0) return undefined;
  if (isIPv4(address)) return address;
  // As a URL an address has its shortest form, whatever way it was written.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(short);
  if (mapped) return dotted(mapped.slice(1));
  const [head = '', tail] = short.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`;
}

const dotted = (groups: readonly string[]): string =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join('.');
