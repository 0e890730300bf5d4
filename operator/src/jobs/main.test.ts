import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import type { SetupJobInput } from '../resources/setup-job-input.ts';
import { errorMessage } from './error-message.ts';

const folder = mkdtempSync(join(tmpdir(), 'setup-job-'));
after(() => rmSync(folder, { recursive: true }));

/** Exit code and stderr of the Job. */
function run(input: SetupJobInput): Promise<{ readonly code: number; readonly stderr: string }> {
  const file = join(folder, `${input.server}.json`);
  writeFileSync(file, JSON.stringify(input));
  const main = join(import.meta.dirname, 'main.ts');
  return new Promise((resolve) =>
    execFile(process.execPath, [main], { env: { ...process.env, INPUT_FILE: file } }, (error, _out, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr: stderr.trim().split('\n').at(-1) ?? '' }),
    ),
  );
}

const admin = { username: 'a', password: 'not-to-be-seen' };

for (const server of ['postgres', 'mysql'] as const) {
  test(`names an unreachable ${server} by address in one line, without its password`, async () => {
    const port = await freePort();
    const { code, stderr } = await run({ server, host: 'localhost', port, admin, databases: [] });
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^could not set up ${server} at localhost:${port}: .*ECONNREFUSED`));
    assert.doesNotMatch(stderr, /not-to-be-seen/);
  });
}

test('names a host that does not resolve', async () => {
  const { stderr } = await run({ server: 'postgres', host: 'nowhere.invalid', port: 5432, admin, databases: [] });
  assert.match(stderr, /could not set up .*nowhere\.invalid:5432: .*(ENOTFOUND|EAI_AGAIN)/);
});

test('gives each reason of several attempts once, and the code of an error without message', () => {
  const connectionRefused = (address: string) => Object.assign(new Error(`connect ECONNREFUSED ${address}`));
  assert.equal(
    errorMessage(
      new AggregateError([connectionRefused('::1'), connectionRefused('::1'), connectionRefused('127.0.0.1')]),
    ),
    'connect ECONNREFUSED ::1; connect ECONNREFUSED 127.0.0.1',
  );
  assert.equal(errorMessage(Object.assign(new Error(''), { code: 'ETIMEDOUT' })), 'ETIMEDOUT');
});
