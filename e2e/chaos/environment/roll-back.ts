/**
 * Takes the database of one service of a running shop back to an earlier moment, as a person would who has a backup: the shop is
 * stopped, `npm run restore -- --only SERVICE`, started, and reconciled with orders that were lost called off.
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

/** What this database was given between the two moments is lost. */
export interface RollBack {
  readonly service: string;
  /** Epoch milliseconds: the backup's cut, or a little before; when the shop was stopped; when it was reconciled. */
  readonly from: number;
  readonly to: number;
  readonly reconciled: number;
}

export interface RollBacks {
  readonly done: readonly RollBack[];
  /** Whether this service may no longer know what it answered then. */
  mayHaveForgotten(service: string, at: number): boolean;
  /** The moment that is gone back to. */
  backUp(): Promise<void>;
  restore(service: string): Promise<void>;
}

interface RollBackStage {
  readonly folder: string;
  readonly which: ShopSelector;
  readonly shop: ShopAddresses;
  readonly runner: ShopRunner;
  /** Nothing new is asked for while the shop is reconciled: what is under way can end then. */
  readonly gate: Gate;
  say(line: string): void;
}

/** Milliseconds in which the restored shop is used before it is reconciled. */
const usedFor = 5_000;
const tries = 3;
/** Milliseconds: what was answered just before the cut may be lost, too. */
const margin = 1_000;

export function createRollBacks({ folder, which, shop, runner, gate, say }: RollBackStage): RollBacks {
  const backup = join(folder, 'backup');
  const done: RollBack[] = [];
  let from = 0;
  let takenAt = new Date();
  let going: string | undefined;
  /** As often as a person would: it says what failed, and can be begun again. */
  async function reconcile(): Promise<void> {
    for (let left = tries; ; left -= 1) {
      try {
        const { before, after, waiting, lost, unbooked } = await reconcileShop(shop, {
          ...{ since: takenAt, cancelLost: true, print: () => undefined },
        });
        const open = `${waiting.length} under way, ${lost.length} lost, ${unbooked.length} charges unknown`;
        say(`          reconciled: ${violationsOf(before)} violations before, ${violationsOf(after)} after; ${open}`);
        return;
      } catch (error) {
        say(`          not reconciled: ${errorLine(error)}`);
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
