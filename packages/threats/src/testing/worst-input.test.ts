import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextRule } from '../rule.ts';
import { stepsOf } from '../rules/pattern-steps.ts';
import { textRules } from '../rules/rules.ts';
import { measureUntil } from './cpu-time.ts';
import { type Worst, worstInput } from './worst-input.ts';

/** CPU-ms below which a clock with microsecond resolution says nothing about growth. */
const measurable = 0.5;
/** Nanoseconds per step; three times as long on slow test machines. */
const step = 10 * 3;

/** Nanoseconds. */
const perCharacter = ({ milliseconds, characters }: Worst): number => (milliseconds / characters) * 1_000_000;
const growsFast = ({ milliseconds, growth }: Worst): boolean => milliseconds >= measurable && growth >= 8;

test('every pattern is linear, and stays within its declared steps', () => {
  for (const rule of textRules) {
    const isCheap = (worst: Worst | undefined) =>
      !worst || (perCharacter(worst) < stepsOf(rule) * step && !growsFast(worst));
    const worst = measureUntil(() => worstInput(rule, 12_000), isCheap);
    if (!worst) continue;
    const what = `${rule.id} on ${worst.beginning} and ${worst.piece} again and again`;
    assert.ok(perCharacter(worst) < stepsOf(rule) * step, `${what}: ${perCharacter(worst).toFixed(0)} ns a character`);
    assert.ok(!growsFast(worst), `${what}: four times the text took ${worst.growth.toFixed(1)} times as long`);
  }
});

test('detects a pattern that backtracks over the whole text', () => {
  const careless: TextRule = {
    id: 'sql.careless',
    class: 'sql',
    score: 50,
    finds: 'nothing',
    pattern: { decoding: 'plain', find: /a[^x]*b/ },
    hits: ['ab'],
    misses: [],
  };
  const worst = worstInput(careless, 1_500);
  assert.ok(worst && worst.growth > 10, String(worst?.growth));
});
