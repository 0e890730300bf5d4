import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DecodedText } from './decoding/decoded-text.ts';
import { scanJson } from './decoding/scan-json.ts';
import { type TextRule, threatClasses } from './rule.ts';
import { shapeRules, textRules } from './rules/rules.ts';

const finds = ({ kinds: [kind = 'query'] = [], pattern, test: ask }: TextRule, text: string): boolean => {
  const decoded = new DecodedText({ kind, location: 'query.q', text });
  return (pattern?.find.test(decoded[pattern.decoding]) ?? false) || (ask?.(decoded) ?? false);
};

test('every rule matches its hits and none of its misses', () => {
  const wrong: string[] = [];
  for (const rule of textRules) {
    for (const text of rule.hits) if (!finds(rule, text)) wrong.push(`${rule.id} does not find ${text}`);
    for (const text of rule.misses) if (finds(rule, text)) wrong.push(`${rule.id} finds ${text}`);
  }
  for (const { id, broken, hits, misses } of shapeRules) {
    for (const text of hits) if (!broken(scanJson(text))) wrong.push(`${id} does not find ${text.slice(0, 60)}`);
    for (const text of misses) if (broken(scanJson(text))) wrong.push(`${id} finds ${text}`);
  }
  assert.deepEqual(wrong, []);
});

test('rules have unique ids, a class and a valid score', () => {
  const rules = [...textRules, ...shapeRules];
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  for (const { id, class: named, score, finds: what } of rules) {
    assert.ok(id.startsWith(`${named}.`), id);
    assert.ok(score >= 25 && score <= 100, id);
    assert.ok(what.length > 10, id);
  }
  for (const named of threatClasses)
    assert.ok(
      rules.some((rule) => rule.class === named),
      named,
    );
});

test('patterns are stateless: the same text always gets the same result', () => {
  for (const { id, pattern } of textRules) assert.ok(!pattern?.find.global && !pattern?.find.sticky, id);
});
