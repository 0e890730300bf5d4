/**
 * `npm run bench`: what there is to measure, by name (`npm run bench -- threats`); `shop` when none is given.
 * Options go to the bench that is named.
 */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  shop: () => import('./shop-costs.ts'),
  lighthouse: () => import('./lighthouse/run.ts'),
  attacks: () => import('./attacks.ts'),
  threats: () => import('./threats/run.ts'),
  schemathesis: () => import('./schemathesis/run.ts'),
  'operator-at-rest': () => import('./operator-at-rest.ts'),
  'operator-killed': () => import('./operator-killed.ts'),
  'operator-memory': () => import('./operator-memory.ts'),
  'operator-outage': () => import('./operator-outage.ts'),
  'operator-specs': () => import('./operator-specs.ts'),
};

const [first = 'shop'] = process.argv.slice(2);
const name = first.startsWith('-') ? 'shop' : first;
const bench = benches[name];
if (!bench) {
  console.error(`there is no bench called ${name}; there is ${Object.keys(benches).join(', ')}`);
  process.exit(64);
}
await bench();
