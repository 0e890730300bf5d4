/** What a credential is derived for: two parties that share one name the same purpose. */
import type { CredentialName, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';

/** What the provider and the payment service know each other by, in either direction. */
const shared: readonly CredentialName[] = ['psp-api-key', 'psp-webhook-secret'];

export const credentialPurpose = (credential: CredentialName, service: ServiceName): string =>
  shared.includes(credential) ? credential : `${credential}/${service}`;

export const credentialPurposes = (
  credentials: readonly CredentialName[],
  service: ServiceName,
): Partial<Record<CredentialName, string>> =>
  Object.fromEntries(credentials.map((credential) => [credential, credentialPurpose(credential, service)]));
