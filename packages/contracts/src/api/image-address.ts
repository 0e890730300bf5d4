/**
 * Allowed URLs of product pictures: below the shop's own /pictures/, or https at a public host name. Every shopper's browser
 * requests them, so no URL may point to the local machine, a private network, or an action of the shop.
 */
export const imageAddressRule = 'must be an https URL with a public host name, or a path below /pictures/';

export function isImageAddress(address: string): boolean {
  // Characters that a browser would remove or convert when it parses a URL.
  if (/[\s\\\p{Cc}]/u.test(address)) return false;
  if (address.startsWith('/')) return isOwnPicture(address);
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { hostname, username, password } = new URL(address);
  return username === '' && password === '' && isPublicName(hostname);
}

function isOwnPicture(path: string): boolean {
  const shop = 'https://shop.invalid';
  if (path.startsWith('//') || !URL.canParse(path, shop)) return false;
  const { origin, pathname } = new URL(path, shop);
  return origin === shop && pathname.startsWith('/pictures/');
}

/** Names that resolve only on the local machine or in private networks: RFC 6761, RFC 6762, RFC 8375, and common ones. */
const internalNames =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|test|invalid|home\.arpa)$/;

/** The URL parser normalizes IPv4 addresses of any notation, and puts IPv6 ones in brackets. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isIp = name.startsWith('[') || /^[\d.]+$/.test(name);
  return !isIp && name.includes('.') && !internalNames.test(name);
}
