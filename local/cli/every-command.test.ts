/** Rules for every npm script: --help has no effect, and invalid arguments are rejected before anything starts. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { benches } from '@mambogo/bench/benches.ts';
import { z } from 'zod';
import { npmCommand } from './command-line.ts';

const root = resolve(import.meta.dirname, '../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const folder = mkdtempSync(join(tmpdir(), 'mambogo-cli-'));
const data = join(folder, 'data');
after(() => rmSync(folder, { recursive: true }));

async function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'local/bootstrap.cjs'), script, ...args], {
    env: { ...process.env, MAMBOGO_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const commands = [
  ...Object.keys(scripts).map((script) => ({ script, before: [] as string[] })),
  ...Object.keys(benches).map((bench) => ({ script: 'bench', before: [bench] })),
];

/**
 * Each script in `npm run nightly`. Otherwise, as loading one takes a second of CPU time, one of each kind: that starts a shop, is a
 * client of one, takes an argument, reads its stores, is also a module, and one with commands of its own.
 */
const everyCommand = process.env.EVERY_COMMAND !== undefined;
const tried = everyCommand
  ? commands
  : commands.filter(({ script, before: [bench = 'attacks'] }) =>
      script === 'bench' ? bench === 'attacks' : ['start', 'buy', 'restore', 'audit:verify', 'check'].includes(script),
    );
const misspelt = everyCommand ? Object.keys(scripts) : ['start', 'bench'];

it('every npm script is a command of the bootstrap', async () => {
  for (const [script, command] of Object.entries(scripts)) assert.equal(command, `node local/bootstrap.cjs ${script}`);
  const { err } = await run('no-such-command');
  const [, names = ''] = /^usage: node local\/bootstrap\.cjs <(.*)> \[arguments\]$/m.exec(err) ?? [];
  assert.deepEqual(names.split('|').sort(), Object.keys(scripts).sort());
});

describe('every npm script', { concurrency: 2, timeout: 300_000 }, () => {
  for (const { script, before } of tried) {
    const name = [npmCommand(script), ...before].join(' ');

    it(`${name}: --help prints purpose, options and examples, and starts nothing`, async () => {
      const { code, out, err } = await run(script, ...before, '--help');
      assert.equal(code, 0, err);
      assert.equal(err, '');
      assert.ok(out.startsWith(`Usage: ${npmCommand(script)} -- ${before.join('')}`), out);
      assert.doesNotMatch(out, /\(default:\s+(false|"|\[|\{)/);
      assert.match(out, /^Options:\n(.*\n)*? +-h, --help/m);
      assert.match(out, new RegExp(`^Examples:\\n  ${npmCommand(script)}`, 'm'));
      assert.equal(existsSync(data), false, 'a data folder was made');
    });

    if (misspelt.includes(script))
      it(`${name}: an unknown option exits with 64 and suggests the nearest one`, async () => {
        const { code, err } = await run(script, ...before, '--hepl');
        assert.equal(code, 64, err);
        assert.match(err, /^error: unknown option '--hepl'\n\(Did you mean --help\?\)/);
        assert.equal(existsSync(data), false, 'a data folder was made');
      });
  }
});

it('invalid values exit with 64 and name the option and the expected format', async () => {
  const wrong: readonly (readonly [script: string, args: string[], says: RegExp])[] = [
    ['start', ['--port-offset', '70000'], /--port-offset <n>.* whole number from 0 to 50000/],
    ['start', ['apples'], /too many arguments/],
    ['test', ['nowhere'], /no test file at or below nowhere/],
    ['republish', ['--since', 'yesterday'], /--since <time>.* time such as/],
    ['reconcile', [], /required option '--since <time>'/],
    ['restore', [], /missing required argument 'backup'/],
    ['seed', ['--pieces', '0'], /--pieces <n>.* whole number from 1/],
    ['seed', ['--url', 'nowhere'], /--url <url>.* web address such as/],
    ['simulate', ['--replay', join(folder, 'none.json')], /--replay: .*none\.json does not exist/],
    ['chaos', ['--only', 'rain'], /--only <words>.* no fault is rain/],
    ['capacity', [], /required option '--orders-per-second <n>'/],
    ['capacity', ['--orders-per-second', 'many'], /--orders-per-second <n>.* number above 0/],
    ['cluster', ['fly'], /Allowed choices are up, images, earlier, status, down/],
    ['bench', ['fly'], /no bench fly; there is shop/],
  ];
  for (const [script, args, says] of wrong) {
    const { code, err } = await run(script, ...args);
    assert.equal(code, 64, `${script} ${args.join(' ')}: ${err}`);
    assert.match(err, says);
    assert.match(err, /\(npm (run )?\w+ -- --help prints all options\)|^error: /m);
  }
});
