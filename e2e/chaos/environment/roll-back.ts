/**
 * Rolls the database of one service of a running shop back to an earlier moment, like a person with a backup: stops the shop,
 * runs `npm run restore -- --only SERVICE`, starts it, and reconciles with lost orders cancelled.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { backUpShop } from '@mambogo/local/backup/back-up-shop.ts';
import { restoreServiceDatabase } from '@mambogo/local/backup/restore-service-database.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import type { ShopSelector } from '@mambogo/local/shop/shop-selector.ts';
import { silentProgress } from '@mambogo/local/supervisor/progress.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { violationsOf } from '../../invariants/check-invariants.ts';
import { reconcileShop } from '../../reconcile/reconcile-shop.ts';
import type { Gate } from './gate.ts';
import type { ShopRunner } from './shop-runner.ts';

/** Data written to this database between the two moments is lost. */
export interface RollBack {
  readonly service: string;
  /** Epoch milliseconds: the backup's cut, or a little before; when the shop was stopped; when it was reconciled. */
  readonly from: number;
  readonly to: number;
  readonly reconciled: number;
}

export interface RollBacks {
  readonly done: readonly RollBack[];
  /** Whether this service may have forgotten its response at that time. */
  mayHaveForgotten(service: string, at: number): boolean;
  /** The moment to roll back to. */
  backUp(): Promise<void>;
  restore(service: string): Promise<void>;
}

interface RollBackStage {
  readonly folder: string;
  readonly which: ShopSelector;
  readonly shop: ShopAddresses;
  readonly runner: ShopRunner;
  /** No new requests while the shop is reconciled, so that work in flight can finish. */
  readonly gate: Gate;
  print(line: string): void;
}

/** Milliseconds in which the restored shop is used before it is reconciled. */
const usedFor = 5_000;
const tries = 3;
/** Milliseconds: responses just before the cut may be lost, too. */
const margin = 1_000;

export function createRollBacks({ folder, which, shop, runner, gate, print }: RollBackStage): RollBacks {
  const backup = join(folder, 'backup');
  const done: RollBack[] = [];
  let from = 0;
  let takenAt = new Date();
  let going: string | undefined;
  /** Retried like a person would: it reports failures, and can be run again. */
  async function reconcile(): Promise<void> {
    for (let left = tries; ; left -= 1) {
      try {
        const { before, after, waiting, lost, unbooked } = await reconcileShop(shop, {
          ...{ since: takenAt, cancelLost: true, print: () => undefined },
        });
        const open = `${waiting.length} in flight, ${lost.length} lost, ${unbooked.length} unknown charges`;
        print(`          reconciled: ${violationsOf(before)} violations before, ${violationsOf(after)} after; ${open}`);
        return;
      } catch (error) {
        print(`          not reconciled: ${errorLine(error)}`);
        if (left === 1) throw error;
        await wait(usedFor);
      }
    }
  }
  return {
    done,
    mayHaveForgotten: (service, at) =>
      (service === going && at >= from) ||
      done.some((one) => one.service === service && at >= one.from && at <= one.to),
    async backUp() {
      rmSync(backup, { recursive: true, force: true });
      const manifest = await backUpShop(shop, backup);
      takenAt = new Date(manifest.takenAt);
      from = takenAt.getTime() - manifest.pausedMs - margin;
    },
    async restore(service) {
      going = service;
      await runner.stop();
      const to = Date.now();
      await restoreServiceDatabase(service, {
        backup,
        shop: which,
        progress: { ...silentProgress, step: (_, work) => work() },
      });
      await runner.start(false);
      await wait(usedFor);
      gate.close();
      try {
        await reconcile();
      } finally {
        gate.open();
      }
      done.push({ service, from, to, reconciled: Date.now() });
      going = undefined;
    },
  };
}
