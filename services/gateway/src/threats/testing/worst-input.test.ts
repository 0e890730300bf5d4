import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextRule } from '../rule.ts';
import { textRules } from '../rules/rules.ts';
import { worstInput } from './worst-input.ts';

/** CPU-ms below which a clock that counts microseconds says nothing about growth. */
const measurable = 0.5;

test("no pattern's time grows faster than its text", () => {
  for (const rule of textRules) {
    const worst = worstInput(rule, 12_000);
    if (!worst || worst.milliseconds < measurable) continue;
    assert.ok(worst.growth < 8, `${rule.id}: four times ${worst.piece} took ${worst.growth.toFixed(1)} times as long`);
  }
});

test('this would be seen: a pattern that backtracks over the whole text', () => {
  const careless: TextRule = {
    id: 'sql.careless',
    class: 'sql',
    score: 50,
    finds: 'nothing',
    pattern: { view: 'plain', find: /a[^x]*b/ },
    hits: ['ab'],
    misses: [],
  };
  const worst = worstInput(careless, 1_500);
  assert.ok(worst && worst.growth > 10, String(worst?.growth));
});
