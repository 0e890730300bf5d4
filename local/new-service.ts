/**
 * `npm run new:service -- reviews`: adds a service that starts, passes its tests and is in every list: on PostgreSQL, with a
 * public route to read and one to write, and an event through the outbox. Exit codes: 0 success, 1 failure, 64 invalid options.
 */
import { resolve } from 'node:path';
import { commandLine } from './cli/command-line.ts';
import { writeService } from './new-service/write-service.ts';
import { runCommand } from './supervisor/run-command.ts';
import { errorLine } from './supervisor/start-error.ts';

const root = resolve(import.meta.dirname, '..');
const bin = (tool: string) => resolve(root, 'node_modules/.bin', tool);

const { processedArgs } = commandLine('new:service', {
  purpose: 'Adds a service on PostgreSQL with two public routes and an event: its files, and its entries in all lists.',
  examples: [['reviews', 'services/reviews, its contracts, its entry in packages/blueprint, and the generated files']],
  notes: 'What to do next is in docs/how-to/add-a-service.md.',
})
  .argument('<name>', 'one word of lower-case letters')
  .parse();

process.exit(await main(processedArgs[0]));

async function main(name: string): Promise<number> {
  try {
    const written = writeService(root, name);
    await runCommand({ command: bin('biome'), args: ['check', '--write', ...written], folder: root });
    await runCommand({ command: 'npm', args: ['install', '--no-audit', '--no-fund'], folder: root });
    await runCommand({ command: bin('node'), args: ['docs/generate.ts'], folder: root });
    console.log(`${written.map((path) => `written ${path}`).join('\n')}

  Generated:  API documents, CRD, manifests, diagram and tables (git status lists them)
  Try it:     npm start, then curl http://localhost:8080/api/v1/${name}
  Tests:      npm test -- services/${name}
  Next:       docs/how-to/add-a-service.md`);
    return 0;
  } catch (error) {
    console.error(errorLine(error));
    return 1;
  }
}
