/**
 * The Content-Security-Policy of the pages: the shop's own resources (by origin or by the nonce of the response), the OpenID
 * issuer and the payment provider. Pure.
 */

export interface PolicySources {
  readonly publicUrl: string;
  readonly issuer: string;
  readonly cardForm:
    | { readonly provider: 'stripe' }
    /** Without an origin the form is on a local port. */
    | { readonly provider: 'simulator'; readonly origin?: string };
}

/** Where browsers report violations. */
export const reportPath = '/csp-report';

/** https://docs.stripe.com/security/guide#content-security-policy, 2026-11 */
const stripe = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connect: ['https://api.stripe.com'],
};

export function pagePolicy(sources: PolicySources, nonce: string): string {
  const { publicUrl, issuer, cardForm } = sources;
  const own = new URL(publicUrl);
  const foreignIssuer = new URL(issuer).origin === own.origin ? [] : [new URL(issuer).origin];
  const byStripe = cardForm.provider === 'stripe';
  const form = cardForm.provider === 'simulator' ? (cardForm.origin ?? 'http://127.0.0.1:*') : undefined;
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, ...(byStripe ? stripe.script : [])],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'https:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...foreignIssuer, ...(byStripe ? stripe.connect : [])],
    'frame-src': ["'self'", ...foreignIssuer, ...(byStripe ? stripe.frame : []), ...(form ? [form] : [])],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...(own.protocol === 'https:' ? { 'upgrade-insecure-requests': [] } : {}),
    'report-uri': [reportPath],
    'report-to': ['csp'],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** For the silent log-in callback, which runs in a hidden frame of the shop. */
export const silentPolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'self'`;

/**
 * Style elements that Redoc 2.5.4 inserts: an empty one, whose rules are added by script, which no policy restricts, and one for
 * its scroll bars. e2e/browser/docs.test.ts fails when others are needed.
 */
const redocStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='",
];

/** For the documentation. @param apiReference its search runs in a worker made from a blob */
export const docsPolicy = (apiReference: boolean): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${apiReference ? ` ${redocStyles.join(' ')}` : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ...(apiReference ? ['worker-src blob:'] : []),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `report-uri ${reportPath}`,
    'report-to csp',
  ].join('; ');

/** For files and images that are opened directly: nothing but the resource itself. */
export const closedPolicy = "default-src 'none'; sandbox";
