/** What the stores of a shop prove who they are by, and who may vouch for them. Pure. */
import type { StorefrontSpec } from '../api/storefront.ts';
import type { CaBundles, ExternalStores } from './cluster-placement.ts';
import type { StoreModel } from './store-model.ts';

export interface StoreCertificates {
  /** Who may vouch for each store. */
  readonly authorities: CaBundles;
  /** Issued by the operator, by the name of the store. */
  readonly issued: ReadonlyMap<string, IssuedCertificate>;
  /** cert-manager issues them instead. */
  readonly issuer?: IssuerRef;
  /** Names of stores whose certificate cert-manager has not issued yet. */
  readonly pending: readonly string[];
}

export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

export type IssuerRef = NonNullable<StorefrontSpec['tls']>['issuerRef'];

/** Who may vouch for each store: of the shop's own the authority that issued, of external ones whom their Secret names. */
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
