/** No page promises something that the shop does not do or cannot know. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages as accountGerman } from '../pages/account/language/de.ts';
import { messages as accountEnglish } from '../pages/account/language/en.ts';
import { messages as merchantGerman } from '../pages/merchant/language/de.ts';
import { messages as merchantEnglish } from '../pages/merchant/language/en.ts';
import { messages as german } from './de.ts';
import { messages as english } from './en.ts';

/** Each with the reason why it is not true. */
const promises: readonly (readonly [RegExp, string])[] = [
  [
    /customers? (?:is|are|will be) (?:notified|informed)|Kunde (?:erfährt|wird benachrichtigt)/,
    'the shop sends no messages',
  ],
  [/back on your card|wieder auf Ihrer Karte/, 'banks take days'],
  [/looking into it|gehen dem nach/, 'no person is notified'],
  [/being packed|wird gepackt/, 'the shop does not know'],
  [/within a minute|binnen einer Minute/, 'the length of an outage is unknown'],
  [/Nothing you did is lost|Nichts ist verloren/, 'a request may have been'],
  [/cart is as it was|Warenkorb ist, wie er war/, 'a write without a response may have succeeded'],
  [/runs by itself|läuft von selbst/, 'it may be broken'],
  [/All that the shop keeps|Alles, was der (Laden|Shop)/, 'secrets are left out'],
];

/** The texts of a function are read from its source. */
function* textsIn(messages: unknown): Generator<string> {
  if (typeof messages === 'string') yield messages;
  else if (typeof messages === 'function') yield String(messages);
  else if (typeof messages === 'object' && messages !== null)
    for (const value of Object.values(messages)) yield* textsIn(value);
}

test('no page promises what the shop does not do', () => {
  const all = [english, german, accountEnglish, accountGerman, merchantEnglish, merchantGerman];
  const found = all.flatMap((messages) =>
    [...textsIn(messages)].flatMap((text) =>
      promises.flatMap(([texts, why]) => (texts.test(text) ? [`${text} (${why})`] : [])),
    ),
  );
  assert.deepEqual(found, []);
});
