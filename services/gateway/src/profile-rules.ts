/** Gateway behaviour that depends on the profile. */
export const profiles = ['local', 'demo', 'prod'] as const;
export type Profile = (typeof profiles)[number];

export interface ProfileRules {
  /** Requests with at least this score count as attacks; `refuse`: they are also rejected. */
  readonly threats: { readonly threshold: number; readonly refuse: boolean };
  /** HSTS max-age in seconds, sent only if the shop uses https. */
  readonly strictTransportSeconds: number;
  /** Whether HSTS covers subdomains of the shop's host. */
  readonly strictTransportOfSubdomains: boolean;
  /** Origins besides the shop's own whose pages may read responses and change a guest's cart. */
  readonly otherOrigins: readonly string[];
}

const day = 86_400;

export const profileRules: Readonly<Record<Profile, ProfileRules>> = {
  local: {
    threats: { threshold: 90, refuse: false },
    strictTransportSeconds: 0,
    strictTransportOfSubdomains: false,
    // Vite's development server.
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
