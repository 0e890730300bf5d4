/** Adds the weight of a word by the field it occurs in. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WordWeights1000000000006 implements MigrationInterface {
  name = 'WordWeights1000000000006';

  async up(runner: QueryRunner): Promise<void> {
    // MariaDB keeps what a failed migration has altered.
    if (!(await runner.hasColumn('product_word', 'weight')))
      await runner.query(`alter table product_word add column weight tinyint not null default 1,
        add index product_word_weight (weight, word)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table product_word drop index product_word_weight, drop column weight');
  }
}
