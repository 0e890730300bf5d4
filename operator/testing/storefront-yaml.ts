/** The Storefront that tests apply, and variants of it. */
import { currentVersion } from '@mambogo/blueprint/versions.ts';

export interface StorefrontYamlOptions {
  readonly name?: string;
  readonly host?: string;
  readonly version?: string;
  /** Further lines of the spec. */
  readonly more?: string;
}

export const storefrontYaml = ({
  name = 'shop',
  host = 'demo.mambogo.com',
  version = currentVersion,
  more = '',
}: StorefrontYamlOptions = {}): string => `
apiVersion: mambogo.com/v1alpha1
kind: Storefront
metadata: { name: ${name} }
spec:
  profile: demo
  version: ${version}
  hosts: [${host}]
  ingress: { className: traefik }
  payments: { provider: simulator }
  catalog: { seed: demo }
${more}`;

/** With a unique host: two shops can't share one. */
export const withHost = (namespace: string, text: string): string =>
  text.replaceAll('demo.mambogo.com', `${namespace}.mambogo.com`);
