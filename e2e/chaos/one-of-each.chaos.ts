/**
 * `npm run chaos -- --one-of-each`: one fault of each kind on its own shop, under load, with all invariants checked at the end.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requiredSetting } from '../shop-under-test.ts';
import type { ChaosReport } from './chaos-report.ts';
import { faultKinds } from './faults/fault.ts';

const folder = join(requiredSetting('SHOP_DATA_PARENT'), 'chaos');
const offset = requiredSetting('SHOP_PORT_OFFSET');
/** Covered by the tests in local/runner; those that restart much of the shop, or slow all of it down, run only in `npm run chaos`. */
const elsewhere = ['lose-kafka', 'roll-back-store', 'lose-tail', 'kill-runner', 'starve-cpu', 'store-away'];
const needsRoot = process.getuid?.() === 0 ? [] : ['full-disk', 'full-log-disk'];
const kinds = faultKinds.filter((kind) => ![...elsewhere, ...needsRoot].includes(kind));

test('under every fault no order is lost, duplicated or oversold, and all settle', {
  timeout: 780_000,
}, async () => {
  // A folder of an earlier release has no marker that lets a run empty it.
  rmSync(folder, { recursive: true, force: true });
  const run = fileURLToPath(new URL('run.ts', import.meta.url));
  const which = ['--one-of-each', '--only', kinds.join(','), '--seed', '9301'];
  const args = [run, ...which, '--data', folder, '--port-offset', offset];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ChaosReport;

  assert.deepEqual(
    report.violations.filter(({ violations }) => violations.length > 0),
    [],
  );
  assert.deepEqual(report.underWay, []);
  assert.equal(code, 0);
  assert.ok(report.orders.placed > 50, `${report.orders.placed} orders`);
  assert.deepEqual(
    report.faults.map(({ kind }) => kind),
    kinds,
  );
});
