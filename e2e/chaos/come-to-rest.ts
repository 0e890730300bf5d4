/** Waits until a shop is at rest and all its books agree, or has had long enough. */
import { setTimeout as wait } from 'node:timers/promises';
import { whatIsUnderWay } from '../invariants/at-rest.ts';
import { checkInvariants, type Report, violationsOf } from '../invariants/check-invariants.ts';
import { type Stores, StoreUnreadable } from '../invariants/stores.ts';

export interface Rest {
  /** Seconds since the last fault; undefined: it did not come to rest. */
  readonly seconds?: number;
  readonly report: Report;
}

/** Milliseconds, as long as orders may take after the last fault. */
export const mostTime = 300_000;

/** @param began when the last fault ended; epoch milliseconds */
export async function comeToRest(stores: Stores, began: number, say: (line: string) => void): Promise<Rest> {
  const over = () => Date.now() - began > mostTime;
  for (let told = 0; ; await wait(1_000)) {
    const underWay = await whatIsUnderWay(stores).catch((error: unknown) => {
      if (over()) throw new StoreUnreadable('a store', error);
      return undefined;
    });
    if (underWay?.length === 0 || (underWay && over())) {
      const report = await checkInvariants(stores);
      const holds = violationsOf(report) === 0 && report.underWay.length === 0;
      if (holds) return { seconds: Math.round((Date.now() - began) / 1_000), report };
      if (over()) return { report };
    }
    if (underWay && underWay.length > 0 && Date.now() - told > 10_000) {
      told = Date.now();
      say(`  ${underWay.length} under way still, e.g. ${underWay[0]?.what} (${underWay[0]?.id})`);
    }
  }
}
