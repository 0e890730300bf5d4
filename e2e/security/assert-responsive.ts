/** Whether the gateway answers others while something is done to it. */
import assert from 'node:assert/strict';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';

/**
 * Milliseconds a health probe may take. Much for a probe, for a machine may have other things to do; little for what makes a
 * server deaf: a pattern that explodes takes minutes, a connection that is never cut stays.
 */
const maxProbeMs = 10_000;

/** Asks for the gateway's health, one question after another, until the work is done; each must be answered well and soon. */
export async function assertResponsive<T>(task: () => Promise<T>): Promise<T> {
  let done = false;
  const running = task().finally(() => {
    done = true;
  });
  running.catch(() => undefined);
  let probes = 0;
  do {
    const began = performance.now();
    const { status } = await exchange(new URL('/healthz/live', shopUrl()));
    const took = performance.now() - began;
    assert.equal(status, 200);
    assert.ok(took < maxProbeMs, `the gateway was deaf for ${took.toFixed(0)} ms`);
    probes += 1;
  } while (!done);
  assert.ok(probes > 0);
  return running;
}
