/** The purpose a credential is derived for: two parties that share a credential use the same purpose. */
import type { CredentialName, ServiceName } from '@mambogo/blueprint/service-blueprint.ts';

/** Credentials between the provider and the payment service, in either direction. */
const shared: readonly CredentialName[] = ['psp-api-key', 'psp-webhook-secret'];

export const credentialPurpose = (credential: CredentialName, service: ServiceName): string =>
  shared.includes(credential) ? credential : `${credential}/${service}`;

export const credentialPurposes = (
  credentials: readonly CredentialName[],
  service: ServiceName,
): Partial<Record<CredentialName, string>> =>
  Object.fromEntries(credentials.map((credential) => [credential, credentialPurpose(credential, service)]));
