import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AsciiToken, MultiLineText, SingleLineText, unstorable } from './text.ts';

const line = SingleLineText({ max: 20 });
const note = MultiLineText({ max: 40 });
const accepted = (schema: typeof line, text: string) => schema.safeParse(text).success;

test('normalizes text to form C and trims it', () => {
  for (const text of ['Jörg Müller', '抹茶ラテ碗', 'مرحبا', "O'Brien", '👩‍👩‍👧 mug', 'می‌خواهم', 'x\u200e(y)'])
    assert.equal(line.parse(` ${text.normalize('NFD')} `), text.normalize('NFC'));
  assert.equal(note.parse('one\r\ntwo\rthree\n\tfour'), 'one\ntwo\nthree\n\tfour');
});

test('rejects control characters, halves of surrogate pairs and direction changes', () => {
  for (const bad of ['\u0000', '\u0007', '\u001b', '\u0085', '\ud800', '\udc00x', '\u202e', '\u2066'])
    for (const schema of [line, note]) assert.equal(accepted(schema, `a${bad}b`), false, JSON.stringify(bad));
  for (const bad of ['\n', '\t', '\u2028']) assert.equal(accepted(line, `a${bad}b`), false, JSON.stringify(bad));
});

test('rejects text without a visible character, unless it may be empty', () => {
  for (const nothing of ['', '   ', '\u200b\u200b\u200b', '\u00ad', '\u3164', '\u2800', '\ufe0f', '\u2060'])
    for (const schema of [line, note]) assert.equal(accepted(schema, nothing), false, JSON.stringify(nothing));
  assert.equal(MultiLineText({ min: 0, max: 5 }).parse('  '), '');
  assert.equal(accepted(MultiLineText({ min: 0, max: 5 }), '\u200b'), false);
});

test('accepted text can be stored, fits its column, and is accepted again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
      for (const schema of [line, note]) {
        const { data } = schema.safeParse(typed);
        if (data === undefined) continue;
        assert.ok(data.isWellFormed() && !unstorable.test(data));
        assert.ok([...data].length <= 40);
        assert.equal(schema.parse(data), data);
      }
    }),
    { numRuns: 2_000, seed: 20261128 },
  );
});

test('accepts only visible ASCII in a token', () => {
  assert.equal(AsciiToken(9).parse('tok_ok'), 'tok_ok');
  for (const bad of ['', 'a b', 'tok\u0000', 'tök', 'x'.repeat(10)]) assert.ok(!AsciiToken(9).safeParse(bad).success);
});
