/**
 * Addresses that would make one of the shop's services call somewhere it should not: this machine, the networks behind it, a
 * cloud's metadata. Only a text that is an address as a whole counts. Where loopback addresses are legitimate (a log-in's
 * redirect, the issuer returned with it), identity has an allow list of its own.
 */
import { BlockList, isIP } from 'node:net';
import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const kinds: readonly FieldKind[] = ['query', 'body', 'path'];
const redirects = /\.(?:redirect_uri|post_logout_redirect_uri|iss|returnto|return_to)$/i;
/** Whether a loopback address is legitimate at this location. */
export const allowsLoopback = (location: string): boolean => redirects.test(location);

export const ssrfRules: readonly TextRule[] = [
  {
    id: 'ssrf.inner-address',
    class: 'ssrf',
    score: 85,
    finds: 'an http address of this machine, of a private network or of a cluster',
    kinds,
    test: ({ field, url }) => !allowsLoopback(field.location) && isInternal(url.trim()),
    hits: [
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1',
      'http://[::1]:80',
      'http://[::ffff:10.0.0.1]/',
      'https://localhost:6379',
      'http://10.0.0.5/x',
      'http://a.svc.cluster.local',
      'http://user@192.168.0.1',
      '//127.0.0.1/x',
      'http://127.0.0.1.nip.io',
    ],
    misses: [
      'https://cdn.example.com/a.png',
      'http://1.1.1.1/x',
      'see http://localhost:3000 for more',
      'http://10mugs.example/',
      'localhost',
    ],
  },
  {
    id: 'ssrf.metadata',
    class: 'ssrf',
    score: 90,
    finds: "a cloud's metadata",
    kinds,
    pattern: {
      decoding: 'url',
      find: /169\.254\.169\.254|169\.254\.170\.2|fd00:ec2::254|metadata\.(?:google|azure|oraclecloud|packet|tencentyun)|\b100\.100\.100\.200\b|computemetadata\/v1|latest\/(?:meta-data|user-data|dynamic|api\/token)|\b192\.0\.0\.192\b|0xa9fea9fe|\b2852039166\b|instance-data\//,
    },
    hits: ['http://169.254.169.254/latest/meta-data/', 'http://metadata.google.internal/', 'http://2852039166'],
    misses: ['the latest data', '169.25 EUR'],
  },
  {
    id: 'ssrf.scheme',
    class: 'ssrf',
    score: 85,
    finds: 'an unsupported URL scheme',
    kinds: ['query', 'body', 'path', 'header'],
    pattern: {
      decoding: 'url',
      find: /(?:^|[\s"'=(,:])(?:gopher|dict|ldaps?|tftp|sftp|ftps?|rmi|netdoc|jar|mongodb|redis|mysql|postgres(?:ql)?|memcached?|smb|afp|telnet|ssh|git|svn|imaps?|pop3s?|smtps?|file|local_file|unix|view-source):{1,2}\/?\/|\bjar:https?:|\burl:(?:file|http|ftp)|^file:/,
    },
    hits: ['gopher://x:6379/_INFO', 'dict://x', 'ldap://x/a', 'file:///etc/x', 'jar:http://x!/', 'ftp://x'],
    misses: ['https://x.example', 'mailto:a@b.example', 'sftp: no', 'profile: //'],
  },
  {
    id: 'ssrf.deceiving-address',
    class: 'ssrf',
    score: 60,
    finds: 'an address with a disguised host',
    kinds,
    pattern: {
      decoding: 'url',
      find: /^\s{0,5}(?:https?:)?[\\/]{2,4}(?:[^\s/?#]{1,120}@[^\s/?#]{1,120}(?:[/?#:]|$)|[^\s/?#@]{0,80}[\\#][^\s]{0,20}@)|^https?:[^/\\\s]{1,3}\w|^https?:\/?\/?[^\s/]{0,80}[。．｡]/,
    },
    hits: ['https://shop.example@evil.example/', 'http://a#@b/', 'https:evil.example'],
    misses: ['https://example.com/@user', 'a@b.example', 'http: see below'],
  },
];

const internalNetworks = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  internalNetworks.addSubnet(net, bits);
for (const [net, bits] of [
  ['::', 96],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  internalNetworks.addSubnet(net, bits, 'ipv6');

const internalNames =
  /^(?:localhost|ip6-localhost|.*\.localhost|.*\.local|.*\.internal|.*\.lan|.*\.intranet|.*\.corp|.*\.cluster|.*\.svc|kubernetes|.*\.(?:nip|xip|sslip)\.io|.*\.localtest\.me|localtest\.me|.*\.lvh\.me|lvh\.me|.*\.burpcollaborator\.net|.*\.oastify\.com|.*\.1u\.ms|spoofed\..*|kafka|redis|postgres|mariadb|mysql)$/;

/** The URL parser reads an address as a client does: 0x7f.1, 2130706433 and 017700000001 are 127.0.0.1. */
function isInternal(text: string): boolean {
  if (text.length > 2_048 || !/^(?:[a-z]{2,8}:)?[\\/]{2}/.test(text)) return false;
  const url = URL.parse(text, 'http://base.example');
  if (!url) return false;
  const host = url.hostname.replaceAll(/^\[|\]$|\.$/g, '');
  const version = isIP(host);
  if (version !== 0) return internalNetworks.check(host, version === 6 ? 'ipv6' : 'ipv4');
  return internalNames.test(host);
}
