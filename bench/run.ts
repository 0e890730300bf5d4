/** `npm run bench`: runs one bench by name (`npm run bench -- threats`); `shop` by default. Further options are passed to it. */
import { commandLine } from '../local/cli/command-line.ts';
import { describeFileError } from '../local/cli/describe-file-error.ts';
import { errorLine, StartError } from '../local/supervisor/start-error.ts';
import { type BenchName, benches } from './benches.ts';

const load: Readonly<Record<BenchName, () => Promise<unknown>>> = {
  shop: () => import('./shop-costs.ts'),
  compare: () => import('./compare/run.ts'),
  footprint: () => import('./footprint/run.ts'),
  vendure: () => import('./vendure/run.ts'),
  'scale-out': () => import('./scale-out/run.ts'),
  growth: () => import('./growth.ts'),
  lighthouse: () => import('./lighthouse/run.ts'),
  audit: () => import('./audit.ts'),
  telemetry: () => import('./telemetry.ts'),
  attacks: () => import('./attacks.ts'),
  validation: () => import('./validation.ts'),
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
const selected = names.find((name) => name === first) ?? (first.startsWith('--against') ? 'compare' : undefined);
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
    purpose: 'Runs one of the benches below on this machine, on a dedicated shop.',
    examples: names.map((name) => [name === 'shop' ? '' : name, benches[name]] as const),
    notes: 'Each bench has its own options: npm run bench -- attacks --help',
  })
    .argument('[bench]', `one of ${names.join(', ')}`)
    .parse();
  overview.error(`error: there is no bench ${first}; there is ${names.join(', ')}`);
}
