/**
 * Which addresses a picture of a product may have: below the shop's own /pictures/, or https at a public host by its name. Every
 * shopper's browser asks for it, so no address names this machine, a network of somebody's own, or an action of the shop.
 */
export const imageAddressRule = 'a picture needs an https address at a public host name, or one below /pictures/';

export function isImageAddress(address: string): boolean {
  // What a browser would leave out or turn round while it reads an address.
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

/** Names that mean something on a machine or in a network of one's own only: RFC 6761, RFC 6762, RFC 8375, and what is usual. */
const internalNames =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|test|invalid|home\.arpa)$/;

/** A parsed host is an IPv4 address in its usual form, however it was written, or an IPv6 one in brackets. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isIp = name.startsWith('[') || /^[\d.]+$/.test(name);
  return !isIp && name.includes('.') && !internalNames.test(name);
}
