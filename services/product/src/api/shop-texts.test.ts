/** Texts of the shop over HTTP, on a real database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getShopText, listShopTexts, saveShopText } from '@mambogo/contracts/api/shop-texts.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { startCatalogue } from '../../testing/start-catalogue.ts';

const path = (language: 'en' | 'de') => pathOf(getShopText, { params: { name: 'terms', language } });

test('a text is read in its language, else in another one, and is gone once it is empty', async (t) => {
  const { ask, send } = await startCatalogue(t);
  assert.equal((await ask(path('en'))).status, 404);
  const save = (language: 'en' | 'de', text: string) =>
    send(saveShopText.method, pathOf(saveShopText, { params: { name: 'terms', language } }), { text });
  assert.equal((await save('de', '# AGB\r\n\nKurz.')).status, 200);
  const read = async (language: 'en' | 'de') => {
    const { name, language: found, text } = (await (await ask(path(language))).json()) as Record<string, string>;
    return [name, found, text];
  };
  for (const language of ['en', 'de'] as const)
    assert.deepEqual(await read(language), ['terms', 'de', '# AGB\n\nKurz.']);
  await save('en', '# Terms');
  await save('en', '# Our terms');
  assert.deepEqual(await read('en'), ['terms', 'en', '# Our terms']);
  const listed = (await (await ask(listShopTexts.path)).json()) as Record<string, string>[];
  assert.deepEqual(
    listed.map(({ name, language }) => `${name} ${language}`),
    ['terms de', 'terms en'],
  );
  await save('en', '');
  assert.deepEqual((await read('en'))[1], 'de');
  assert.equal((await save('de', 'x'.repeat(20_001))).status, 400);
  assert.equal((await send('PUT', `${listShopTexts.path}/gossip/en`, { text: 'x' })).status, 400);
});
