/** The benches by name. */
export const benches = {
  shop: 'Costs of a shop on this machine: start, idle, orders, SQL statements, events.',
  compare:
    'This checkout beside another revision, in turns: CPU per order, orders/s. Exit code 1 when an order costs over 5 % more CPU.',
  footprint: 'What an order and a read use of each process, database and topic: the figures of npm run capacity.',
  vendure: 'This shop beside Vendure, in turns: catalogue reads, cart writes, confirmed orders, CPU per order.',
  'scale-out':
    'Several instances of each service beside one, in turns: CPU per order. Exit code 1 when an instance took no part or an invariant is violated.',
  growth:
    'CPU of every request that reads, in a shop filled with products and orders. Exit code 1 when one costs more than 10 ms.',
  lighthouse:
    'Lighthouse scores of the home page, a product and the cart, on a simulated phone: the median of some runs.',
  audit: 'A shop with many events: timeline of an order, rebuild of all summaries, verification of all hash chains.',
  telemetry:
    'CPU of an order with traces and metrics, beside a shop without, in turns. Exit code 1 when they cost more than 5 %.',
  attacks: 'Effect of each kind of attack on shoppers who buy meanwhile. Exit code 1 when a purchase failed.',
  validation:
    'Processor time to validate the events of one order, where they are published and delivered; without a shop.',
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
