/** Prices in currencies with small units do not fit into 32 bits. Reads still return a number. */
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
