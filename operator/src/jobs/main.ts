/** The Job that sets up a store, from the file that INPUT_FILE names. Exits with code 1 and one line on stderr when it fails. */
import { readFileSync } from 'node:fs';
import { SetupJobInput } from '../resources/setup-job-input.ts';
import { createDatabases } from './create-databases.ts';
import { createTopics } from './create-topics.ts';
import { errorMessage } from './error-message.ts';

let target = 'the store';
try {
  const input = SetupJobInput.parse(JSON.parse(readFileSync(process.env.INPUT_FILE ?? '', 'utf8')));
  target = `${input.server} at ${input.host}:${input.port}`;
  await (input.server === 'kafka' ? createTopics(input) : createDatabases(input));
  process.stdout.write(`${target} is set up\n`);
} catch (error) {
  process.stderr.write(`could not set up ${target}: ${errorMessage(error)}\n`);
  process.exit(1);
}
