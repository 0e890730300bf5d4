/** Asserts that the gateway serves other clients during an attack. */
import assert from 'node:assert/strict';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';

/**
 * Maximum milliseconds of a health probe. Generous for a probe, because the machine may be busy; little compared with a blocked
 * server: a catastrophic pattern takes minutes, a connection that is never closed stays.
 */
const maxProbeMs = 10_000;

/** Sends health probes one after another until the work is done; each must succeed in time. */
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
    assert.ok(took < maxProbeMs, `the gateway did not respond for ${took.toFixed(0)} ms`);
    probes += 1;
  } while (!done);
  assert.ok(probes > 0);
  return running;
}
