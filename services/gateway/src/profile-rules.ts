/** What a profile decides at the edge. */
export const profiles = ['local', 'demo', 'prod'] as const;
export type Profile = (typeof profiles)[number];

export interface ProfileRules {
  /** From this score on a request is taken for an attack; `refuse`: it also ends here. */
  readonly threats: { readonly threshold: number; readonly refuse: boolean };
  /** Seconds for which browsers keep to https, where the shop is there by it. */
  readonly strictTransportSeconds: number;
  /** Of the shop's host too. */
  readonly strictTransportOfSubdomains: boolean;
  /** Pages of other origins than the shop's own that may read answers and change a guest's cart. */
  readonly otherOrigins: readonly string[];
}

const day = 86_400;

export const profileRules: Readonly<Record<Profile, ProfileRules>> = {
  local: {
    threats: { threshold: 90, refuse: false },
    strictTransportSeconds: 0,
    strictTransportOfSubdomains: false,
    // Where Vite serves the pages while somebody works on them.
    otherOrigins: ['http://localhost:5173', 'http://127.0.0.1:5173'],
  },
  demo: {
    threats: { threshold: 75, refuse: true },
    strictTransportSeconds: day,
    strictTransportOfSubdomains: false,
    otherOrigins: [],
  },
  prod: {
    threats: { threshold: 50, refuse: true },
    strictTransportSeconds: 365 * day,
    strictTransportOfSubdomains: true,
    otherOrigins: [],
  },
};

export const ownOrigins = (publicUrl: URL, { otherOrigins }: ProfileRules): readonly string[] => [
  publicUrl.origin,
  ...otherOrigins,
];
