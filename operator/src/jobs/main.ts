/** The Job that sets a store up, from the file INPUT_FILE names. Exit code 1 and one line when it could not. */
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
  process.stderr.write(`${target} could not be set up: ${errorMessage(error)}\n`);
  process.exit(1);
}
