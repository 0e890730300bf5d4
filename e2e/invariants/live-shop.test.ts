/** `npm run invariants` on the shop used by the journeys: its exit codes and its output. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requiredSetting } from '../shop-under-test.ts';

async function invariants(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const run = fileURLToPath(new URL('run.ts', import.meta.url));
  const child = spawn(process.execPath, [run, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const data = () => ['--data', join(requiredSetting('SHOP_DATA_PARENT'), 'shop')];

test('all invariants hold for the shop', async () => {
  const { code, out, err } = await invariants(...data(), '--port-offset', requiredSetting('SHOP_PORT_OFFSET'));
  assert.equal(code, 0, out + err);
  assert.match(out, /^ +0 {2}the provider's own ledger agrees, charge by charge$/m);
  assert.match(out, /All of it holds\.\n$/);
});

test('an unreachable store exits with 2 and one line; invalid options with 64', async () => {
  const away = await invariants(...data(), '--port-offset', '40000');
  assert.equal(away.code, 2);
  assert.match(away.err, /^the database order can't be read: .*\n$/);
  assert.equal((await invariants('--data', '/nowhere')).code, 2);
  for (const args of [
    ['--port-offset', 'far'],
    ['--colour', 'red'],
  ])
    assert.equal((await invariants(...args)).code, 64, args.join(' '));
});
