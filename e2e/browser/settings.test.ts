/** The merchant's page of settings from Git: what is in force, a refused commit with its reason, history, and rolling back. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after } from 'node:test';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import { localShop } from '../shop-under-test.ts';
import { logIn } from './actions/log-in.ts';
import { journey } from './fixtures/journey.ts';

const clone = cloneRepository(join(localShop().folders.data, 'config', 'settings.git'));
after(() => clone.remove());

journey('a merchant sees who changed a setting, why a commit is refused, and rolls back', async (visit) => {
  const name = `Log more ${randomUUID().slice(0, 8)}`;
  const before = clone.git('rev-parse', 'HEAD');
  clone.push('web.yml', 'logLevel: info\n', name);
  const { page } = await visit();
  await logIn(page, { login: 'admin', password: 'admin' });
  await page.goto('/merchant');
  await page.getByRole('link', { name: 'Settings' }).click();
  const row = page.getByRole('row', { name });
  await row.getByText('In force').waitFor();
  await row.getByText('Ada', { exact: true }).waitFor();

  clone.push('web.yml', 'logLevel: loud\n', `${name} still`);
  await page.getByText('The newest commit is not in force').waitFor();
  await page.getByText('web.yml, line 1: logLevel:').waitFor();
  await row.filter({ hasText: 'In force' }).waitFor();

  await page.getByRole('link', { name, exact: true }).click();
  await page.getByText('+logLevel: info').waitFor();
  await page.goto(`/merchant/settings/${before}`);
  await page.getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByText('The settings were rolled back.').waitFor();
  const rolledBack = page.getByRole('row', { name: `Roll back to ${before.slice(0, 12)}` }).first();
  await rolledBack.getByText('In force').waitFor();
  await rolledBack.getByText('admin').first().waitFor();
  await page.getByText('The newest commit is not in force').waitFor({ state: 'detached' });
});
