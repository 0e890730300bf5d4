/** What there is to measure, by name. */
export const benches = {
  shop: 'What a shop costs on this machine: start, rest, orders, SQL statements, events.',
  lighthouse: 'How Lighthouse judges the first page, a product and the cart, as on a phone: the median of some runs.',
  attacks: 'Shoppers buy while each kind of attack runs: what they notice. Exit code 1 when a purchase failed.',
  threats: 'Threat detection on its corpus, beside nginx with ModSecurity and the OWASP Core Rule Set.',
  schemathesis:
    'What schemathesis finds in the API, as a merchant and as a shopper. Exit code 1 on a 5xx or an undocumented answer.',
  'operator-at-rest':
    'What the operator takes for many Storefronts, what it holds, and what it writes while nothing changes.',
  'operator-killed':
    'An operator is killed after its n-th write, for every n: the same shop must come of it each time.',
  'operator-memory': 'What an operator keeps in memory of many Storefronts; without a cluster.',
  'operator-outage':
    'The API server is away for longer than the lease of the operator lasts: how long until all is repaired.',
  'operator-specs': 'Random valid Storefronts: each becomes a shop or has a condition that names the field in its way.',
} as const;

export type BenchName = keyof typeof benches;
