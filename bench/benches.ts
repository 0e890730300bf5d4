/** The benches by name. */
export const benches = {
  shop: 'Costs of a shop on this machine: start, idle, orders, SQL statements, events.',
  lighthouse:
    'Lighthouse scores of the home page, a product and the cart, on a simulated phone: the median of some runs.',
  attacks: 'Effect of each kind of attack on shoppers who buy meanwhile. Exit code 1 when a purchase failed.',
  threats: 'Threat detection on its corpus, compared with nginx with ModSecurity and the OWASP Core Rule Set.',
  schemathesis:
    'Fuzzes the API with schemathesis, as a merchant and as a shopper. Exit code 1 on a 5xx or an undocumented response.',
  'operator-at-rest': 'CPU and memory of the operator for many Storefronts, and its writes while nothing changes.',
  'operator-killed': 'Kills an operator after its n-th write, for every n, and expects the same shop each time.',
  'operator-memory': 'Memory of an operator for many Storefronts; without a cluster.',
  'operator-outage':
    'Time to recover after the API server was unavailable for longer than the lease of the operator lasts.',
  'operator-specs': 'Random valid Storefronts: each becomes Ready or has a condition that names the blocking field.',
} as const;

export type BenchName = keyof typeof benches;
