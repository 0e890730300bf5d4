/**
 * The client's IP address. X-Forwarded-For is a list to which each proxy appends the address it was called from; anyone can
 * start one. It is therefore read from its end, and only as far as the proxies that wrote it are trusted. Pure.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';

export type IsTrusted = (address: string) => boolean;

/** @param ranges addresses and CIDR ranges; throws on anything else */
export function trustedRanges(ranges: readonly string[]): IsTrusted {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits, ...more] = range.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    const maxPrefix = family === 'ipv4' ? 32 : 128;
    const prefix = bits === undefined ? maxPrefix : Number(bits);
    if (
      isIP(address) === 0 ||
      more.length > 0 ||
      bits === '' ||
      !Number.isInteger(prefix) ||
      prefix < 0 ||
      prefix > maxPrefix
    )
      throw new Error(`${range} is not an address or CIDR range such as 10.0.0.0/8`);
    list.addSubnet(address, prefix, family);
  }
  return (address) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/**
 * @param peer address at the other end of the connection
 * @param forwarded X-Forwarded-For as received
 * @returns the last address in the chain that is not a trusted proxy
 */
export function clientAddress(peer: string | undefined, forwarded: string | undefined, isTrusted: IsTrusted): string {
  let client = unmapped(peer ?? '');
  if (forwarded === undefined) return client;
  const chain = forwarded.split(',');
  while (isTrusted(client) && chain.length > 0) {
    const before = unmapped(chain.pop()?.trim() ?? '');
    // A working proxy writes only addresses.
    if (isIP(before) === 0) return client;
    client = before;
  }
  return client;
}

/** Plain IPv4 for IPv4-mapped IPv6; a port is removed. */
function unmapped(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return (
    /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(address)?.[1] ??
    /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/i.exec(address)?.[1] ??
    address
  );
}
