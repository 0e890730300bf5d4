/** Texts of the shop by name and language. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShopText1000000000012 implements MigrationInterface {
  name = 'ShopText1000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table if not exists shop_text (
      name varchar(30) not null,
      language varchar(2) not null,
      text text not null,
      updated_at datetime(6) not null,
      updated_by varchar(80) not null,
      primary key (name, language)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shop_text');
  }
}
