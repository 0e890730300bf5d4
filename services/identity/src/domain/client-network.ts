/** The client's network, from the header that the gateway sets. Pure. */
import { isIP, isIPv4 } from 'node:net';
import { anonymizeAddress, rateLimitSubject } from '@mambogo/service/http/address-range.ts';

/**
 * The network that attempts are counted for: the whole IPv4 address, or the first 64 bits of IPv6, which belong to one
 * household or machine.
 */
export function clientNetwork(forwarded: string | undefined): string | undefined {
  const address = clientAddress(forwarded);
  return address && rateLimitSubject(address);
}

/** The network as it may be logged: a /24 or a /48. */
export function loggedNetwork(forwarded: string | undefined): string | undefined {
  const address = clientAddress(forwarded);
  return address && anonymizeAddress(address);
}

/** @param forwarded the header `x-forwarded-for`: the gateway's address first, sidecars may append theirs */
function clientAddress(forwarded: string | undefined): string | undefined {
  const address = forwarded?.split(',', 1)[0]?.trim().split('%', 1)[0] ?? '';
  if (isIP(address) === 0) return undefined;
  if (isIPv4(address)) return address;
  // As a URL an address has its shortest form, in whatever notation it came.
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(new URL(`http://[${address}]`).hostname.slice(1, -1));
  return mapped ? dotted(mapped.slice(1)) : address;
}

const dotted = (groups: readonly string[]): string =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join('.');
