/** `npm run bench`: one of the benches by name (`npm run bench -- threats`); `shop` when none is given. Options go to it. */
import { commandLine } from '../local/cli/command-line.ts';
import { describeFileError } from '../local/cli/describe-file-error.ts';
import { errorLine, StartError } from '../local/supervisor/start-error.ts';
import { type BenchName, benches } from './benches.ts';

const load: Readonly<Record<BenchName, () => Promise<unknown>>> = {
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

const names = Object.keys(benches) as BenchName[];
const [first = 'shop'] = process.argv.slice(2);
const selected = names.find((name) => name === first);
const asksForOverview = first === '--help' || first === '-h' || !(selected || first.startsWith('-'));
if (asksForOverview) showOverview();
try {
  await load[selected ?? 'shop']();
} catch (error) {
  console.error(error instanceof StartError || describeFileError(error) ? errorLine(error) : error);
  process.exit(1);
}

function showOverview(): void {
  const overview = commandLine('bench', {
    purpose: 'Measures the shop on this machine, on a shop of its own: one of the benches below, by its name.',
    examples: names.map((name) => [name === 'shop' ? '' : name, benches[name]] as const),
    notes: 'Each has options of its own: npm run bench -- attacks --help',
  })
    .argument('[bench]', `one of ${names.join(', ')}`)
    .parse();
  overview.error(`error: there is no bench ${first}; there is ${names.join(', ')}`);
}
