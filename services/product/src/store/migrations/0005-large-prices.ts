/** Prices of currencies whose units are small do not fit into 32 bits. Whoever reads the column gets a number, as before. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LargePrices1000000000005 implements MigrationInterface {
  name = 'LargePrices1000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table product modify column price bigint not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table product modify column price int not null');
  }
}
