/** The profiles of a Storefront: sets of defaults. */
export const profiles = ['local', 'demo', 'prod'] as const;
export type Profile = (typeof profiles)[number];
