/**
 * For 100,000 products and millions of movements: products that run low have an index, whose column changes only when one begins or
 * ends to be low; what merchants did has one, too. Ranges of the time index are summarised as they fill.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lowStock } from '../../domain/stock.ts';

export class Growth1000000000007 implements MigrationInterface {
  name = 'Growth1000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table stock_item add is_low boolean generated always as (on_hand - reserved <= ${lowStock}) stored;
      create index stock_item_low on stock_item (product_id) where is_low;
      create index stock_movement_by_staff on stock_movement (at) where actor like 'merchant:%';
      create index stock_movement_by_merchant on stock_movement (actor, at) where actor like 'merchant:%';
      alter index stock_movement_at set (autosummarize = on);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table stock_item drop is_low;
      drop index stock_movement_by_staff, stock_movement_by_merchant;
      alter index stock_movement_at reset (autosummarize);`);
  }
}
