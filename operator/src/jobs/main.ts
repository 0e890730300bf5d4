/** The Job that sets a store up, from the file INPUT_FILE names. Exit code 1 and one line when it could not. */
import { readFileSync } from 'node:fs';
import { PrepareInput } from '../resources/prepare-input.ts';
import { createDatabases } from './create-databases.ts';
import { createTopics } from './create-topics.ts';
import { reasonOf } from './reason-of.ts';

let server = 'the store';
try {
  const input = PrepareInput.parse(JSON.parse(readFileSync(process.env.INPUT_FILE ?? '', 'utf8')));
  server = `${input.server} at ${input.host}:${input.port}`;
  await (input.server === 'kafka' ? createTopics(input) : createDatabases(input));
  process.stdout.write(`${server} is set up\n`);
} catch (error) {
  process.stderr.write(`${server} could not be set up: ${reasonOf(error)}\n`);
  process.exit(1);
}
