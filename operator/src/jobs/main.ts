/** The Job that sets a store up, from the file INPUT_FILE names. Exit code 1 and one line when it could not. */
import { readFileSync } from 'node:fs';
import { PrepareInput } from '../resources/prepare-input.ts';
import { createDatabases } from './create-databases.ts';
import { createTopics } from './create-topics.ts';

try {
  const input = PrepareInput.parse(JSON.parse(readFileSync(process.env.INPUT_FILE ?? '', 'utf8')));
  await (input.server === 'kafka' ? createTopics(input) : createDatabases(input));
  process.stdout.write(`${input.server} at ${input.host}:${input.port} is set up\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
