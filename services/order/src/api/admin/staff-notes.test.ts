import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { listMyOrders } from '@mambogo/contracts/api/me.ts';
import { getOrder, getTimeline, listOrders } from '@mambogo/contracts/api/orders.ts';
import { listCustomerNotes, listOrderNotes, StaffNote, StaffNotes } from '@mambogo/contracts/api/staff-notes.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { placedOrder } from '../../../testing/placed-order.ts';
import { skip } from '../../../testing/test-database.ts';
import { firstBrokenNote } from '../../store/staff-notes.ts';

const merchant = CustomerId.parse(randomUUID());
const secret = 'Rang twice, wants a gift wrap\nfor Grace';

describe('notes of staff', { skip }, () => {
  const placed = placedOrder();

  const ofOrder = () => pathOf(listOrderNotes, { params: { id: placed().order.id } });
  const ofCustomer = (id = placed().customer) => pathOf(listCustomerNotes, { params: { id } });
  const request = (path: string, init: RequestInit = {}, role = 'merchant') =>
    placed().service.request(role === 'merchant' ? merchant : placed().customer, path, init, role);
  const write = (path: string, text: string, key?: string, role?: string) =>
    request(
      path,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
        body: JSON.stringify({ text }),
      },
      role,
    );
  const read = async (path: string) => StaffNotes.parse(await (await request(path)).json());
  const texts = async (path: string) => (await read(path)).map(({ text }) => text);
  const slug = async (response: Response) =>
    `${response.status} ${ProblemBody.parse(await response.json())
      .type.split('/')
      .at(-1)}`;

  it('have an author and a time, concern an order or a customer, and are listed newest first', async () => {
    const { order, customer } = placed();
    const made = await write(ofOrder(), ` ${secret} `);
    assert.equal(made.status, 201);
    const note = StaffNote.parse(await made.json());
    assert.deepEqual([note.text, note.author, note.orderId], [secret, merchant, order.id]);
    assert.ok(Math.abs(Date.now() - Date.parse(note.at)) < 60_000);
    await write(ofCustomer(), 'Likes blue');
    await write(ofOrder(), 'Second');
    assert.deepEqual(await texts(ofOrder()), ['Second', secret]);
    assert.deepEqual(await texts(ofCustomer()), ['Likes blue']);
    assert.equal((await read(ofCustomer()))[0]?.orderId, undefined);
    assert.equal(await firstBrokenNote(placed().store.database, customer), undefined);
  });

  it('are written once per idempotency key', async () => {
    const key = randomUUID();
    const first = await (await write(ofOrder(), 'once', key)).json();
    assert.deepEqual(await (await write(ofOrder(), 'once', key)).json(), first);
    assert.deepEqual(await texts(ofOrder()), ['once']);
    assert.match(await slug(await write(ofOrder(), 'another', key)), /^422 /);
    await Promise.all(Array.from({ length: 5 }, (_, at) => write(ofCustomer(), `at once ${at}`)));
    assert.equal((await read(ofCustomer())).length, 5);
    assert.equal(await firstBrokenNote(placed().store.database, placed().customer), undefined);
  });

  it('are not visible to customers, in events, or in plain text in the database', async () => {
    const { order, store, service, customer } = placed();
    await write(ofOrder(), secret);
    await write(ofCustomer(), secret);
    for (const path of [
      pathOf(getOrder, { params: { id: order.id } }),
      pathOf(getTimeline, { params: { id: order.id } }),
      listOrders.path,
      listMyOrders.path,
    ])
      assert.doesNotMatch(await (await service.request(customer, path)).text(), /gift wrap/, path);
    assert.equal(await slug(await request(ofOrder(), {}, 'customer')), '403 forbidden');
    assert.equal(await slug(await request(ofCustomer(), {}, 'customer')), '403 forbidden');
    assert.equal(await slug(await write(ofOrder(), 'mine', undefined, 'customer')), '403 forbidden');
    for (const table of ['outbox', 'staff_note', 'order_event', 'order_summary', 'idempotency_key']) {
      const [row] = await store.database.query(`select string_agg(t::text, ' ') as text from ${table} t`);
      assert.doesNotMatch(String(row.text), /gift wrap|Z2lmdCB3cmFw|676966742077/, table);
    }
  });

  it('cannot be changed: the log is append-only and a changed row breaks the hash chain', async () => {
    const { store, customer } = placed();
    await write(ofCustomer(), 'first');
    await write(ofCustomer(), 'second');
    await assert.rejects(store.database.query(`update staff_note set author = 'x'`));
    await assert.rejects(store.database.query('delete from staff_note'));
    await store.database.query('alter table staff_note disable trigger all');
    await store.database.query(`update staff_note set author = 'x' where customer_id = $1 and version = 1`, [customer]);
    await store.database.query('alter table staff_note enable trigger all');
    assert.equal(await firstBrokenNote(store.database, customer), 1);
  });

  it('are unreadable once the customer was erased, and no more can be added', async () => {
    const { service, customer } = placed();
    const key = randomUUID();
    await write(ofOrder(), secret, key);
    await write(ofCustomer(), secret);
    await service.deliver(personErased, { personId: customer });
    assert.deepEqual(await read(ofOrder()), []);
    assert.deepEqual(await read(ofCustomer()), []);
    assert.equal(await slug(await write(ofCustomer(), 'more')), '409 conflict');
    assert.equal(await slug(await write(ofOrder(), 'more')), '409 conflict');
    assert.doesNotMatch(await (await write(ofOrder(), secret, key)).text(), /gift wrap/);
  });

  it('can be written about a customer who has not ordered yet', async () => {
    const newcomer = CustomerId.parse(randomUUID());
    assert.deepEqual(await read(ofCustomer(newcomer)), []);
    await write(ofCustomer(newcomer), secret);
    assert.equal((await read(ofCustomer(newcomer))).length, 1);
    await placed().service.deliver(personErased, { personId: newcomer });
    assert.deepEqual(await read(ofCustomer(newcomer)), []);
  });

  it('require a visible text and an existing order', async () => {
    assert.equal(
      await slug(await write(pathOf(listOrderNotes, { params: { id: randomUUID() } }), 'x')),
      '404 not-found',
    );
    for (const text of ['', ' ', '\u200b', 'a\u0000', 'x'.repeat(2_001)])
      assert.equal(await slug(await write(ofOrder(), text)), '400 validation', JSON.stringify(text.slice(0, 9)));
  });
});
