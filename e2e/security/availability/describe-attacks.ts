/** Tests that whatever one client does, all others can keep buying. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { requiredSetting } from '../../shop-under-test.ts';
import type { Attack } from './attack.ts';
import { openShopUnderAttack, type ShopUnderAttack } from './shop-under-attack.ts';

/**
 * Milliseconds that the slowest requests may take however fast they are without an attack: attackers use the same two cores,
 * and so do other programs, and real denial of service takes many seconds. `npm run bench -- attacks` prints the ratio.
 */
const alwaysAllowed = 4_000;

/** @param attackSeconds how long each attack takes */
export function describeAttacks(attacks: readonly Attack[], attackSeconds: number): void {
  describe('while one client attacks, every purchase succeeds without long waits', () => {
    let shop: ShopUnderAttack;
    before(async () => {
      shop = await openShopUnderAttack({
        dataDir: join(requiredSetting('SHOP_DATA_PARENT'), 'availability'),
        portOffset: Number(requiredSetting('SHOP_PORT_OFFSET')),
        restSeconds: 5,
      });
      assert.deepEqual(shop.rest.failures, []);
    });
    after(() => shop?.close());

    for (const { name, what } of attacks)
      test(`${name}: ${what}`, { timeout: 120_000 }, async (context) => {
        const { during, after: later, attack } = await shop.attack(name, { attack: attackSeconds, after: 1 });
        const done = Object.values(attack.statuses).reduce((sum, count) => sum + count, attack.connections);
        context.diagnostic(
          `p99 ${during.p99.toFixed(0)} ms (at rest ${shop.rest.p99.toFixed(0)}), attacker: ${JSON.stringify(attack)}`,
        );
        assert.ok(done > 5, 'the attack did nothing');
        assert.deepEqual(during.failures, []);
        assert.equal(during.confirmed, during.started);
        const allowed = Math.max(2 * shop.rest.p99, alwaysAllowed);
        assert.ok(during.p99 <= allowed, `p99 was ${during.p99.toFixed(0)} ms, ${shop.rest.p99.toFixed(0)} ms at rest`);
        assert.deepEqual(later.failures, []);
        assert.ok(later.p99 <= allowed, `p99 was still ${later.p99.toFixed(0)} ms two seconds after`);
      });
  });
}
