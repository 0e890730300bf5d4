/** Maps addresses to ranges, for rate limits and for logs. Pure. */
import { isIPv6, SocketAddress } from 'node:net';

/** IPv4 unchanged; IPv6 by its /64, within which one household can change its address. */
export const rateLimitSubject = (address: string): string =>
  isIPv6(address) ? `${firstGroups(address, 4)}::/64` : address;

/** /24 of IPv4, /48 of IPv6: the provider and the region, not the person. */
export function anonymizeAddress(address: string): string {
  if (isIPv6(address)) return `${firstGroups(address, 3)}::/48`;
  const parts = address.split('.');
  return parts.length === 4 ? `${parts.slice(0, 3).join('.')}.0/24` : 'unknown';
}

/** The first groups of 16 bits, written out: `2001:db8:0:1`. */
function firstGroups(address: string, count: number): string {
  const canonical = new SocketAddress({ address: address.split('%', 1)[0], family: 'ipv6' }).address;
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const whole =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return whole.slice(0, count).join(':');
}
