import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { perSecond, perUnit, type Rise } from './measure-use.ts';

const rise = (counts: Record<string, number>, cpuSeconds: number, storeSeconds: number): Rise => ({
  counts: new Map(Object.entries(counts)),
  cpuSeconds,
  storeSeconds,
});
const idle = rise({ 'cpu.order': 20, 'commits.order': 40 }, 10, 20);

describe('what a unit of a load uses', () => {
  it('is what a counter rises by, less what it rises by in the same time without a load', () => {
    const load = rise({ 'cpu.order': 1_040, 'commits.order': 860 }, 20, 30);
    assert.equal(perUnit(load, idle, 'cpu.order', 100), (1_040 - 2 * 20) / 100);
    assert.equal(perUnit(load, idle, 'commits.order', 100), (860 - 2 * 30) / 100);
  });

  it('is never negative, and nothing for a counter that does not rise', () => {
    const load = rise({ 'cpu.order': 1 }, 20, 30);
    assert.equal(perUnit(load, idle, 'cpu.order', 100), 0);
    assert.equal(perUnit(load, idle, 'bytes.order', 100), 0);
  });

  it('has the seconds of its own kind of counter', () => {
    assert.equal(perSecond(idle, 'cpu.order'), 2);
    assert.equal(perSecond(idle, 'commits.order'), 2);
  });
});
