import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import { assessCommit } from '../domain/assess-commit.ts';
import { MovedError, openSettingsRepository } from './settings-repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
after(() => rmSync(folder, { recursive: true }));
const merchant = { name: 'merchant', email: 'm@shop.invalid' };

const shop = openSettingsRepository(join(folder, 'shop.git'), 'main');
await shop.open();
const { git, push, remove } = cloneRepository(join(folder, 'shop.git'));
after(remove);

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
  const [newest, older] = (await shop.history(10)) ?? [];
  assert.deepEqual([newest?.author, newest?.message, newest?.files], ['Ada', 'Set cart.yml', ['cart.yml']]);
  assert.ok(Date.parse(newest?.at ?? '') > 0);
  assert.match(await shop.diff(newest?.id ?? ''), /\+logLevel: debug/);
  assert.equal(older?.author, 'Mambogo');
  assert.ok(older?.files.includes('gateway.yml'));
  assert.deepEqual(await shop.history(10, newest?.id), [older]);
  assert.deepEqual(await shop.history(10, older?.id), []);
  assert.equal(await shop.history(10, '0'.repeat(40)), undefined);
});

test('lists commits without a process, also the new ones once they were read', async () => {
  let processes = 0;
  const count = () => {
    processes += 1;
  };
  const id = push('cart.yml', 'logLevel: warn\n');
  const [newest] = await shop.newest();
  assert.equal(newest?.id, id);
  subscribe('child_process', count);
  try {
    const [first, second] = (await shop.history(2)) ?? [];
    assert.equal(first?.id, id);
    assert.deepEqual(await shop.history(1, id), [second]);
    assert.equal(await shop.newest(), await shop.newest());
    assert.equal(processes, 0);
    await shop.diff(id);
    assert.ok(processes > 0, 'processes are counted');
  } finally {
    unsubscribe('child_process', count);
  }
  push('cart.yml', 'logLevel: debug\n');
  assert.notEqual((await shop.newest())[0]?.id, id);
});

test('lists commits behind those in memory from Git', async () => {
  const small = openSettingsRepository(join(folder, 'shop.git'), 'main', undefined, 1);
  const all = (await shop.history(10)) ?? [];
  assert.ok(all.length > 2);
  assert.deepEqual(await small.newest(), all.slice(0, 1));
  assert.deepEqual(await small.history(2), all.slice(0, 2));
  assert.deepEqual(await small.history(10, all[1]?.id), all.slice(2));
});

test('reverts to an earlier commit by a new one, once', async () => {
  const all = (await shop.history(10)) ?? [];
  const [head, first] = [all[0]?.id ?? '', all.at(-1)?.id ?? ''];
  const id = await shop.revert(first, head, merchant, 'Back');
  assert.equal(await shop.head(), id);
  assert.equal((await shop.files(id)).has('cart.yml'), false);
  assert.equal((await shop.history(1))?.[0]?.author, 'merchant');
  await assert.rejects(shop.revert(first, head, merchant, 'Back'), MovedError);
  git('pull', '--quiet');
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
  git('pull', '--quiet');
  git('tag', 'v1');
  git('push', '--quiet', '--tags');
  assert.equal(await shop.resolve('v1'), await shop.head());
  assert.equal(await shop.resolve('--all'), undefined);
  assert.equal(await shop.resolve('nowhere'), undefined);
});
