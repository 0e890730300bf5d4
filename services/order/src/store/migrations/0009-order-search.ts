/**
 * Search terms of orders (store/search-terms.ts) and the backlog of orders to index: all existing ones, and each new one
 * through a trigger, whichever release places it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderSearch1000000000009 implements MigrationInterface {
  name = 'OrderSearch1000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table order_search_term (
        term text not null,
        order_id uuid not null,
        primary key (term, order_id)
      );
      create index order_search_term_order on order_search_term (order_id);
      create table order_search_backlog (order_id uuid primary key);
      create function order_search_enqueue() returns trigger language plpgsql as $$
      begin
        insert into order_search_backlog (order_id) values (new.id) on conflict do nothing;
        return null;
      end $$;
      create trigger order_search_enqueue after insert on order_summary
        for each row execute function order_search_enqueue();
      insert into order_search_backlog (order_id) select id from order_summary on conflict do nothing;
      create index order_summary_total on order_summary (total, id desc);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index order_summary_total;
      drop trigger order_search_enqueue on order_summary;
      drop function order_search_enqueue;
      drop table order_search_backlog, order_search_term;`);
  }
}
