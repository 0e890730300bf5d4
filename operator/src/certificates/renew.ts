/**
 * The certificates of a shop: its authorities and what its stores were issued. Nothing is in use that nobody trusts yet: a new
 * authority is published beside the old one first, signs a week later, and the old one stays published until it expires.
 */
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { issueAuthority, issueServer, type KeyPair } from './issue.ts';

const KeyPairJson = z.object({ certificate: z.string(), key: z.string() });
export const CertificateBook = z.object({
  /** Newest first. */
  authorities: z.array(KeyPairJson).min(1),
  /** By the name of the store. */
  servers: z.record(z.string(), KeyPairJson),
});
export type CertificateBook = z.infer<typeof CertificateBook>;

/** Names each store is reached by, by the name of the store. */
export type ServerNames = ReadonlyMap<string, readonly string[]>;

/** Days. */
export const terms = {
  authority: 1_825,
  nextAuthority: 365,
  publishedFirst: 7,
  server: 365,
  renewServer: 120,
} as const;
const day = 86_400_000;

/** The book as it should be now: the same object when nothing is due. */
export async function renewBook(
  book: CertificateBook | undefined,
  shop: string,
  servers: ServerNames,
  now: Date,
): Promise<CertificateBook> {
  const authorities = await renewAuthorities(book?.authorities ?? [], shop, now);
  const signing = signingAuthority(authorities, now);
  let changed = authorities !== book?.authorities;
  const issued: Record<string, KeyPair> = {};
  for (const [store, names] of servers) {
    const present = book?.servers[store];
    if (present && isGood(present, signing, names, now)) issued[store] = present;
    else {
      issued[store] = await issueServer(signing, names, terms.server, now);
      changed = true;
    }
  }
  if (book && Object.keys(book.servers).some((store) => !servers.has(store))) changed = true;
  return book && !changed ? book : { authorities, servers: issued };
}

/** What clients trust: every authority that has not expired, the one that does not sign yet among them. */
export const trusted = ({ authorities }: CertificateBook): string =>
  authorities.map(({ certificate }) => certificate).join('');

/** When the first certificate of a store ends. */
export const firstEnd = ({ servers }: CertificateBook): Date | undefined =>
  Object.values(servers)
    .map(({ certificate }) => endOf(certificate))
    .sort((one, other) => one.getTime() - other.getTime())[0];

async function renewAuthorities(known: KeyPair[], shop: string, now: Date): Promise<KeyPair[]> {
  const valid = known.filter(({ certificate }) => endOf(certificate) > now);
  const [newest] = valid;
  const due = !newest || daysLeft(newest, now) < terms.nextAuthority;
  if (due)
    return [await issueAuthority(`${shop} stores ${now.toISOString().slice(0, 10)}`, terms.authority, now), ...valid];
  return valid.length === known.length ? known : valid;
}

/** The newest that has been published for long enough, else the one before it. */
function signingAuthority(authorities: readonly KeyPair[], now: Date): KeyPair {
  const published = authorities.find(
    ({ certificate }) =>
      now.getTime() - new X509Certificate(certificate).validFromDate.getTime() > terms.publishedFirst * day,
  );
  const signing = published ?? authorities.at(-1);
  if (!signing) throw new Error('a shop without an authority has no certificates');
  return signing;
}

function isGood(pair: KeyPair, authority: KeyPair, names: readonly string[], now: Date): boolean {
  const certificate = new X509Certificate(pair.certificate);
  const issuer = new X509Certificate(authority.certificate);
  return (
    daysLeft(pair, now) >= terms.renewServer &&
    certificate.verify(issuer.publicKey) &&
    namesOf(certificate).join() === [...names].sort().join()
  );
}

const namesOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  subjectAltName
    .split(', ')
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
    .sort();

const endOf = (certificate: string): Date => new X509Certificate(certificate).validToDate;
const daysLeft = ({ certificate }: KeyPair, now: Date): number => (endOf(certificate).getTime() - now.getTime()) / day;
