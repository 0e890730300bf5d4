/**
 * The certificates of a shop: its authorities and the certificates of its stores. Nothing is used before clients trust it: a new
 * authority is first published beside the old one, signs a week later, and the old one stays published until it expires.
 */
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { issueAuthority, issueServerCertificate, type KeyPair } from './issue.ts';

const KeyPairSchema = z.object({ certificate: z.string(), key: z.string() });
export const CertificateSet = z.object({
  /** Newest first. */
  authorities: z.array(KeyPairSchema).min(1),
  /** By store name. */
  servers: z.record(z.string(), KeyPairSchema),
  /** Of the credentials for which the servers' certificates were issued; absent: the first. */
  generation: z.int().optional(),
});
export type CertificateSet = z.infer<typeof CertificateSet>;

/** Host names of each store, by store name. */
export type ServerNames = ReadonlyMap<string, readonly string[]>;

/** Days. */
export const validityDays = {
  authority: 1_825,
  nextAuthority: 365,
  publishedFirst: 7,
  server: 365,
  renewServer: 120,
} as const;
const day = 86_400_000;

/**
 * The certificate set as it should be now: the same object when nothing is due.
 * @param generation of the credentials: a later one gives every server another key and certificate
 */
export async function renewCertificates(
  certificateSet: CertificateSet | undefined,
  shop: string,
  servers: ServerNames,
  now: Date,
  generation = 1,
): Promise<CertificateSet> {
  const authorities = await renewAuthorities(certificateSet?.authorities ?? [], shop, now);
  const signing = signingAuthority(authorities, now);
  const isRotated = certificateSet !== undefined && generation > (certificateSet.generation ?? 1);
  let changed = isRotated || authorities !== certificateSet?.authorities;
  const issued: Record<string, KeyPair> = {};
  for (const [store, names] of servers) {
    const present = certificateSet?.servers[store];
    if (present && !isRotated && isUsable(present, signing, names, now)) issued[store] = present;
    else {
      issued[store] = await issueServerCertificate(signing, names, validityDays.server, now);
      changed = true;
    }
  }
  if (certificateSet && Object.keys(certificateSet.servers).some((store) => !servers.has(store))) changed = true;
  if (certificateSet && !changed) return certificateSet;
  return { authorities, servers: issued, ...(generation > 1 ? { generation } : {}) };
}

/** CA bundle for clients: every authority that has not expired, including one that does not sign yet. */
export const caBundle = ({ authorities }: CertificateSet): string =>
  authorities.map(({ certificate }) => certificate).join('');

/** Expiry of the first store certificate to expire. */
export const earliestExpiry = ({ servers }: CertificateSet): Date | undefined =>
  Object.values(servers)
    .map(({ certificate }) => expiryOf(certificate))
    .sort((one, other) => one.getTime() - other.getTime())[0];

async function renewAuthorities(known: KeyPair[], shop: string, now: Date): Promise<KeyPair[]> {
  const valid = known.filter(({ certificate }) => expiryOf(certificate) > now);
  const [newest] = valid;
  const due = !newest || daysLeft(newest, now) < validityDays.nextAuthority;
  if (due)
    return [
      await issueAuthority(`${shop} stores ${now.toISOString().slice(0, 10)}`, validityDays.authority, now),
      ...valid,
    ];
  return valid.length === known.length ? known : valid;
}

/** The newest authority that has been published for long enough, otherwise the one before it. */
function signingAuthority(authorities: readonly KeyPair[], now: Date): KeyPair {
  const published = authorities.find(
    ({ certificate }) =>
      now.getTime() - new X509Certificate(certificate).validFromDate.getTime() > validityDays.publishedFirst * day,
  );
  const signing = published ?? authorities.at(-1);
  if (!signing) throw new Error('the shop has no authority to sign with');
  return signing;
}

function isUsable(pair: KeyPair, authority: KeyPair, names: readonly string[], now: Date): boolean {
  const certificate = new X509Certificate(pair.certificate);
  const issuer = new X509Certificate(authority.certificate);
  return (
    daysLeft(pair, now) >= validityDays.renewServer &&
    certificate.verify(issuer.publicKey) &&
    namesOf(certificate).join() === [...names].sort().join()
  );
}

const namesOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  subjectAltName
    .split(', ')
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
    .sort();

const expiryOf = (certificate: string): Date => new X509Certificate(certificate).validToDate;
const daysLeft = ({ certificate }: KeyPair, now: Date): number =>
  (expiryOf(certificate).getTime() - now.getTime()) / day;
