/**
 * Who is asking, by address. X-Forwarded-For is a list to which each proxy adds whom it heard; anybody can begin one. So it
 * is read from its end, and only as far as those who wrote it are trusted. Pure.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';

export type IsTrusted = (address: string) => boolean;

/** @param ranges addresses and CIDR ranges; throws when one is neither */
export function trustedRanges(ranges: readonly string[]): IsTrusted {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits, ...more] = range.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    const most = family === 'ipv4' ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (
      isIP(address) === 0 ||
      more.length > 0 ||
      bits === '' ||
      !Number.isInteger(prefix) ||
      prefix < 0 ||
      prefix > most
    )
      throw new Error(`${range} is no address or range such as 10.0.0.0/8`);
    list.addSubnet(address, prefix, family);
  }
  return (address) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/**
 * @param peer who is at the other end of the connection
 * @param forwarded X-Forwarded-For, as it came
 * @returns the last address in the chain that is not a trusted proxy's
 */
export function clientAddress(peer: string | undefined, forwarded: string | undefined, isTrusted: IsTrusted): string {
  let client = unmapped(peer ?? '');
  if (forwarded === undefined) return client;
  const chain = forwarded.split(',');
  while (isTrusted(client) && chain.length > 0) {
    const before = unmapped(chain.pop()?.trim() ?? '');
    // What is no address was not written by a proxy that does its work.
    if (isIP(before) === 0) return client;
    client = before;
  }
  return client;
}

/** IPv4 as such where it comes dressed as IPv6, or with a port. */
function unmapped(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return (
    /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(address)?.[1] ??
    /^\[([0-9a-f:.]+)\](?::\d{1,5})?$/i.exec(address)?.[1] ??
    address
  );
}
