import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { assessCommit } from '../domain/assess-commit.ts';
import { MovedError, openSettingsRepository } from './settings-repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
after(() => rmSync(folder, { recursive: true }));
const merchant = { name: 'merchant', email: 'm@shop.invalid' };
const git = (at: string, ...args: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=Ada', '-c', 'user.email=ada@shop.invalid', ...args], {
    encoding: 'utf8',
  }).trim();

const shop = openSettingsRepository(join(folder, 'shop.git'), 'main');
await shop.open();
const clone = join(folder, 'clone');
git(folder, 'clone', '--quiet', join(folder, 'shop.git'), clone);

function push(file: string, text: string): string {
  writeFileSync(join(clone, file), text);
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message', `Set ${file}`);
  git(clone, 'push', '--quiet');
  return git(clone, 'rev-parse', 'HEAD');
}

test('creates a repository whose files are valid and change nothing', async () => {
  const { files, violations } = assessCommit(await shop.files((await shop.head()) ?? ''));
  assert.deepEqual(violations, []);
  assert.deepEqual(
    files.map(({ name, values }) => [name, values]),
    [
      ['application.yml', {}],
      ['gateway.yml', {}],
      ['order.yml', {}],
    ],
  );
});

test('sees what was pushed, and its fingerprint changes', async () => {
  const before = await shop.fingerprint();
  const id = push('cart.yml', 'logLevel: debug\n');
  assert.notEqual(await shop.fingerprint(), before);
  assert.equal(await shop.head(), id);
  assert.equal((await shop.files(id)).get('cart.yml'), 'logLevel: debug');
});

test('lists commits with author, message and diff, page by page', async () => {
  const [newest, older] = await shop.history(10);
  assert.deepEqual([newest?.author, newest?.message], ['Ada', 'Set cart.yml']);
  assert.ok(Date.parse(newest?.at ?? '') > 0);
  assert.match(await shop.diff(newest?.id ?? ''), /\+logLevel: debug/);
  assert.equal(older?.author, 'Mambogo');
  assert.deepEqual(await shop.history(10, newest?.id), [older]);
  assert.deepEqual(await shop.history(10, older?.id), []);
});

test('reverts to an earlier commit by a new one, once', async () => {
  const [head = { id: '' }, first = { id: '' }] = await shop.history(2);
  const id = await shop.revert(first.id, head.id, merchant, 'Back');
  assert.equal(await shop.head(), id);
  assert.equal((await shop.files(id)).has('cart.yml'), false);
  assert.equal((await shop.history(1))[0]?.author, 'merchant');
  await assert.rejects(shop.revert(first.id, head.id, merchant, 'Back'), MovedError);
  git(clone, 'pull', '--quiet');
});

test('remembers which commit was in force', async () => {
  const id = (await shop.head()) ?? '';
  await shop.markInForce(id);
  assert.equal(await openSettingsRepository(join(folder, 'shop.git'), 'main').inForce(), id);
});

test('mirrors a remote, pushes a revert to it, and keeps what it has while the remote is away', async () => {
  const remote = () => ({ url: join(folder, 'shop.git') });
  const mirror = openSettingsRepository(join(folder, 'mirror.git'), 'main', remote);
  await mirror.open();
  assert.equal(await mirror.head(), undefined);
  await mirror.fetch();
  const head = (await shop.head()) ?? '';
  assert.equal(await mirror.head(), head);
  const pushed = push('cart.yml', 'logLevel: warn\n');
  await assert.rejects(mirror.revert(head, head, merchant, 'Back'), MovedError, 'the remote has moved');
  await mirror.fetch();
  const reverted = await mirror.revert(head, pushed, merchant, 'Back');
  assert.equal(await shop.head(), reverted);
  const cut = openSettingsRepository(join(folder, 'mirror.git'), 'main', () => ({ url: join(folder, 'gone.git') }));
  await assert.rejects(cut.fetch());
  assert.equal(await cut.head(), reverted);
});

test('labels: a branch, a tag or a commit; not an option of git, and nothing that is not there', async () => {
  git(clone, 'pull', '--quiet');
  git(clone, 'tag', 'v1');
  git(clone, 'push', '--quiet', '--tags');
  assert.equal(await shop.resolve('v1'), await shop.head());
  assert.equal(await shop.resolve('--all'), undefined);
  assert.equal(await shop.resolve('nowhere'), undefined);
});
