/** Server certificates of a shop's stores, and the CA certificates that verify them. Pure. */
import type { StorefrontSpec } from '../api/storefront.ts';
import type { CaBundles, ExternalStores } from './cluster-placement.ts';
import type { StoreModel } from './store-model.ts';

export interface StoreCertificates {
  /** CA certificates of each store. */
  readonly authorities: CaBundles;
  /** Certificates the operator issued, by store name. */
  readonly issued: ReadonlyMap<string, IssuedCertificate>;
  /** Set when cert-manager issues them instead. */
  readonly issuer?: IssuerRef;
  /** Stores whose certificate cert-manager has not issued yet. */
  readonly pending: readonly string[];
}

export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

export type IssuerRef = NonNullable<StorefrontSpec['tls']>['issuerRef'];

/** CA certificates by store: of embedded stores those of their issuer, of external ones those in their Secret. */
export function caBundlesOf(
  stores: readonly StoreModel[],
  external: ExternalStores,
  certificates: StoreCertificates,
): CaBundles {
  const known = stores.map(({ name, source }): [string, string | undefined] => [
    name,
    source.embedded ? certificates.authorities.get(name) : external.get(source.secretName)?.authorities,
  ]);
  return new Map(known.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}
