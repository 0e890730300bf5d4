import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessRequest } from '../assess-request.ts';
import { threatClasses } from '../rule.ts';
import { readCorpus, type Sample } from './read-corpus.ts';

const corpus = readCorpus();
const rate = (samples: readonly Sample[], threshold: number) =>
  samples.filter(({ request }) => {
    const { score, exceeded } = assessRequest(request);
    return score >= threshold || exceeded !== undefined;
  }).length / samples.length;
const pick = (attack: boolean, heldOut: boolean) =>
  corpus.filter((one) => one.attack === attack && one.heldOut === heldOut);

test('the corpus is large, covers every class, and holds out a third', () => {
  const attacks = corpus.filter(({ attack }) => attack);
  assert.ok(attacks.length >= 780);
  assert.ok(corpus.length - attacks.length >= 920);
  for (const named of threatClasses)
    assert.ok(
      attacks.some(({ group }) => group.startsWith(`${named}:`)),
      named,
    );
  const share = corpus.filter(({ heldOut }) => heldOut).length / corpus.length;
  assert.ok(share > 0.25 && share < 0.42, String(share));
});

test('detects nearly all attacks at a threshold of 50, including held-out ones', () => {
  assert.ok(rate(pick(true, false), 50) >= 0.98);
  assert.ok(rate(pick(true, true), 50) >= 0.95);
});

test('detects most attacks at a threshold of 75', () => {
  assert.ok(rate(pick(true, false), 75) >= 0.85);
  assert.ok(rate(pick(true, true), 75) >= 0.8);
});

test('accepts benign traffic', () => {
  assert.ok(rate(pick(false, false), 50) <= 0.002);
  assert.ok(rate(pick(false, true), 50) <= 0.01);
  assert.ok(
    rate(
      corpus.filter(({ attack }) => !attack),
      75,
    ) <= 0.005,
  );
});
