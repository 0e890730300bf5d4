/** Waits until nothing is in flight and all invariants hold, or the time limit is reached. */
import { setTimeout as wait } from 'node:timers/promises';
import { checkInvariants, type Report, violationsOf } from '../invariants/check-invariants.ts';
import { listInFlight } from '../invariants/list-in-flight.ts';
import { type Stores, StoreUnreadable } from '../invariants/stores.ts';

export interface QuiescenceResult {
  /** Seconds since the last fault; undefined: it did not settle. */
  readonly seconds?: number;
  readonly report: Report;
}

/** Milliseconds: the time orders may take after the last fault. */
export const timeoutMs = 300_000;

/** @param began when the last fault ended; epoch milliseconds */
export async function waitForQuiescence(
  stores: Stores,
  began: number,
  print: (line: string) => void,
): Promise<QuiescenceResult> {
  const isTimedOut = () => Date.now() - began > timeoutMs;
  for (let printedAt = 0; ; await wait(1_000)) {
    const underWay = await listInFlight(stores).catch((error: unknown) => {
      if (isTimedOut()) throw new StoreUnreadable('a store', error);
      return undefined;
    });
    if (underWay?.length === 0 || (underWay && isTimedOut())) {
      const report = await checkInvariants(stores);
      const holds = violationsOf(report) === 0 && report.inFlight.length === 0;
      if (holds) return { seconds: Math.round((Date.now() - began) / 1_000), report };
      if (isTimedOut()) return { report };
    }
    if (underWay && underWay.length > 0 && Date.now() - printedAt > 10_000) {
      printedAt = Date.now();
      print(`  ${underWay.length} still in flight, e.g. ${underWay[0]?.what} (${underWay[0]?.id})`);
    }
  }
}
