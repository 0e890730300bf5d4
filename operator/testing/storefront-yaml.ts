/** The Storefront tests apply, and changes of it. */

export interface StorefrontYamlOptions {
  readonly name?: string;
  readonly host?: string;
  /** Further lines of the spec. */
  readonly more?: string;
}

export const storefrontYaml = ({
  name = 'shop',
  host = 'demo.mambogo.com',
  more = '',
}: StorefrontYamlOptions = {}): string => `
apiVersion: mambogo.com/v1alpha1
kind: Storefront
metadata: { name: ${name} }
spec:
  profile: demo
  version: 1.0.0
  hosts: [${host}]
  ingress: { className: traefik }
  payments: { provider: simulator }
  catalog: { seed: demo }
${more}`;

/** With a host of its own: two shops can't be reached by one name. */
export const withHost = (namespace: string, text: string): string =>
  text.replaceAll('demo.mambogo.com', `${namespace}.mambogo.com`);
