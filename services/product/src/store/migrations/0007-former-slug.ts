/** Former slugs of categories, and slugs of categories merged into them: they redirect. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FormerSlug1000000000007 implements MigrationInterface {
  name = 'FormerSlug1000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table category_former_slug (
      slug varchar(100) not null primary key,
      category_id char(36) not null,
      created_at datetime(6) not null,
      index former_slug_of_category (category_id),
      constraint former_slug_category foreign key (category_id) references category (id)
    ) character set utf8mb4 collate utf8mb4_unicode_ci`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table category_former_slug');
  }
}
