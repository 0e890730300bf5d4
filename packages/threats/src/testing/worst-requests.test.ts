import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectionLimits } from '../inspection-budget.ts';
import { measureUntil } from './cpu-time.ts';
import { worstRequests } from './worst-requests.ts';

/** CPU-ms: some 5 on an idle machine. */
const most = 20;

test('no request costs more than its budget', () => {
  for (const { shape, text, milliseconds: first, assessment, again } of worstRequests()) {
    const milliseconds = first < most ? first : measureUntil(again, (measured) => measured < most);
    const what = `${shape}, made of what is worst for ${text}`;
    assert.ok(milliseconds < most, `${what}: ${milliseconds.toFixed(1)} CPU-ms`);
    // The last item may exceed the budget; a body's length is bounded before.
    assert.ok(assessment.steps < 3 * inspectionLimits.steps, `${what}: ${assessment.steps} steps`);
  }
});
