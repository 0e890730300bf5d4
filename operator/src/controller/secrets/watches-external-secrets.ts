/** Whether a shop depends on objects that are not watched. */
import type { ShopModel } from '../../model/shop-model.ts';

/** External Secrets and IngressClasses are not watched, so they are polled. */
export const watchesExternalSecrets = ({
  external,
  certificates,
  providerSecret: provider,
  schemaRegistry,
  exposure: edge,
}: ShopModel): boolean =>
  external.size > 0 ||
  schemaRegistry?.embedded === false ||
  provider !== undefined ||
  certificates.issuer !== undefined ||
  Boolean(edge.ingress?.className ?? edge.ingress?.tlsSecretName);
