/** Copies the log entries of one purchase for many further orders, each chain hashed again. Never on real data. */

import { newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import { hashChains as inventoryLogs } from '@mambogo/inventory/src/store/hash-chains.ts';
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { hashChains as orderLogs } from '@mambogo/order/src/store/hash-chains.ts';
import { hashChains as paymentLogs } from '@mambogo/payment/src/store/hash-chains.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource } from 'typeorm';

type Row = Record<string, unknown>;
type Open = (service: 'order' | 'payment' | 'inventory') => Promise<DataSource>;

const ordersPerInsert = 500;

/** @param entries about how many all logs have afterwards. Returns the new orders, without their summaries. */
export async function copyPurchase(open: Open, orderId: OrderId, entries: number): Promise<OrderId[]> {
  const [order, payment, inventory] = [await open('order'), await open('payment'), await open('inventory')];
  const [orderLog, paymentLog, stockLog] = [orderLogs[0], paymentLogs[0], inventoryLogs[0]];
  if (!orderLog || !paymentLog || !stockLog) throw new Error('a log is missing');
  const rowsOf = (database: DataSource, { table, sequence }: HashChainLog): Promise<Row[]> =>
    database.query(`select * from ${table} where order_id = $1 order by ${sequence}`, [orderId]);
  const events = await rowsOf(order, orderLog);
  const payments = await rowsOf(payment, paymentLog);
  const movements = await rowsOf(inventory, stockLog);
  const count = Math.floor(entries / (events.length + payments.length + movements.length));
  const ids = Array.from({ length: count }, newOrderId);
  const productId = movements[0]?.product_id;
  const [stock] = await inventory.query<{ hash: string }[]>(
    'select last_hash as hash from stock_item where product_id = $1',
    [productId],
  );
  let stockHash = stock?.hash ?? '';
  for (let at = 0; at < ids.length; at += ordersPerInsert) {
    const batch = ids.slice(at, at + ordersPerInsert);
    const ordersRows = batch.map((id, n) =>
      rehash(
        events.map((row) => renumbered(row, id, at + n)),
        orderLog,
        '',
      ),
    );
    const paymentRows = batch.map((id) =>
      rehash(
        payments.map((row) => ({ ...row, order_id: id })),
        paymentLog,
        '',
      ),
    );
    await insert(order, orderLog.table, ordersRows.flat());
    await insert(payment, paymentLog.table, paymentRows.flat().map(withoutId));
    await copyPayments(payment, orderId, batch, paymentRows);
    const moved = rehash(
      batch.flatMap((id) => movements.map((row) => ({ ...row, order_id: id }))),
      stockLog,
      stockHash,
    );
    stockHash = String(moved.at(-1)?.hash);
    await insert(inventory, stockLog.table, moved.map(withoutId));
  }
  await inventory.query('update stock_item set last_hash = $1 where product_id = $2', [stockHash, productId]);
  return ids;
}

/** A copy for another order: the number and the cart of an order are unique. */
function renumbered(row: Row, id: OrderId, n: number): Row {
  const data = row.type === 'placed' ? { ...(row.data as Row), number: `MCOPY${n}`, cartVersion: id } : row.data;
  return { ...row, order_id: id, data };
}

function rehash(rows: readonly Row[], log: HashChainLog, first: string): Row[] {
  let hash = first;
  const at = new Date();
  return rows.map(({ hash: _, prev_hash: __, ...row }) => {
    const prevHash = hash;
    hash = chainHash(prevHash, log.content({ ...row, at }));
    return { ...row, at, hash, prev_hash: prevHash };
  });
}

const withoutId = ({ id: _, ...row }: Row): Row => row;

async function copyPayments(database: DataSource, from: OrderId, ids: readonly OrderId[], logs: readonly Row[][]) {
  const heads = ids.map((order_id, n) => ({ order_id, last_hash: logs[n]?.at(-1)?.hash }));
  await database.query(
    `insert into payment select (jsonb_populate_record(p, to_jsonb(h))).*
     from payment p, json_to_recordset($2) as h(order_id uuid, last_hash text) where p.order_id = $1`,
    [from, JSON.stringify(heads)],
  );
}

/** Binary columns are written as PostgreSQL's text of them. */
async function insert(database: DataSource, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const text = JSON.stringify(rows, (_, value) =>
    value && value.type === 'Buffer' ? `\\x${Buffer.from(value.data).toString('hex')}` : value,
  );
  await database.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [text],
  );
}
