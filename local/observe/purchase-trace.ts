/** What Zipkin must show of one purchase by card: every hop once, one root, no orphan, and no gap before it is CONFIRMED. */
import assert from 'node:assert/strict';
import type { Merchant } from '@mambogo/e2e/shopper/merchant.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { confirmation, purchaseHops } from './purchase-hops.ts';
import { explainedShare, labelOf, orphansOf, readTrace, rootsOf, type Span } from './read-traces.ts';

export interface TracedPurchase {
  readonly merchant: Merchant;
  /** Of the order. */
  readonly id: string;
}

/** Share of the time from the click to CONFIRMED that spans must explain. */
const leastExplained = 0.9;
const purchases = 3;

/**
 * Fails unless the trace of one of three purchases is whole. What no span covers is time that processes wait for a processor: the
 * best of three has little of it. No process waits for a collector either, which may lose an export of one purchase and not of
 * three.
 * @param zipkin URL
 * @param buy resolves when the order is confirmed
 * @param print gets what was seen of each
 */
export async function expectWholeTrace(
  zipkin: string,
  buy: () => Promise<TracedPurchase>,
  print: (line: string) => void,
): Promise<void> {
  let best = 0;
  for (let bought = 0; bought < purchases && best < leastExplained; bought += 1) {
    const { lost, spans, explained } = await readPurchase(zipkin, await traceOf(zipkin, await buy()));
    const share = `${spans} spans explain ${(explained * 100).toFixed(1)} % of the time to CONFIRMED`;
    print(lost.length > 0 ? `lost, or without a parent: ${lost.join(', ')}` : share);
    best = Math.max(best, explained);
  }
  assert.ok(best >= leastExplained, 'the trace of no purchase was whole');
}

/** The timeline of the order links to the trace. */
async function traceOf(zipkin: string, { merchant, id }: TracedPurchase): Promise<string> {
  const [placed] = await merchant.orders.timeline(id);
  const { traceId = '', traceUrl } = placed ?? {};
  assert.equal(traceUrl, `${zipkin}/zipkin/traces/${traceId}`);
  return traceId;
}

interface PurchaseTrace {
  /** Hops that are missing, and spans whose parent is. */
  readonly lost: readonly string[];
  readonly spans: number;
  /** 0 where anything is lost. */
  readonly explained: number;
}

async function readPurchase(zipkin: string, traceId: string): Promise<PurchaseTrace> {
  let spans: readonly Span[] = [];
  const countOf = (label: string) => spans.filter((span) => labelOf(span) === label).length;
  const lost = () => [...purchaseHops.filter((hop) => countOf(hop) === 0), ...orphansOf(spans).map(labelOf)];
  await waitUntil(
    'Zipkin has all spans',
    async () => {
      spans = await readTrace(zipkin, traceId);
      return lost().length === 0;
    },
    60_000,
  ).catch(() => undefined);
  if (lost().length > 0) return { lost: lost(), spans: spans.length, explained: 0 };
  assert.deepEqual(
    purchaseHops.map((hop) => `${countOf(hop)} ${hop}`),
    purchaseHops.map((hop) => `1 ${hop}`),
  );
  assert.deepEqual(rootsOf(spans).map(labelOf), ['gateway: post placeorder']);
  const last = spans.find((span) => labelOf(span) === confirmation);
  assert.ok(last, 'the order was confirmed by an event');
  return { lost: [], spans: spans.length, explained: explainedShare(spans, last) };
}
