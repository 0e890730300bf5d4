import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLeasedRows, type LeasedRows } from './leased-rows.ts';
import { type LeasedRow, leaseSeconds } from './outbox-row.ts';

/** A row of the table, as `postgres-outbox-store.ts` and `add-to-outbox.ts` treat it. */
interface TableRow {
  readonly row: LeasedRow;
  isPublished: boolean;
  attempts: number;
  nextAt: number;
}

type Model = ReturnType<typeof createOutboxModel>;
type Step = (model: Model) => void;

const instance = fc.constantFrom(0, 1);
const outcome = fc.constantFrom('published', 'failed', 'published, response lost');
const named = (name: string, step: Step): Step => Object.assign(step, { [fc.toStringMethod]: () => name });
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(instance, fc.constantFrom('a', 'b'))
        .map(([at, key]) => named(`${at} writes ${key}`, (model) => model.write(at, key))),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(instance, fc.nat(3))
        .map(([at, n]) => named(`${at} hands over ${n}`, (model) => model.handOver(at, n))),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(instance, outcome)
        .map(([at, how]) => named(`${at} publishes: ${how}`, (model) => model.publish(at, how))),
    },
    { weight: 2, arbitrary: instance.map((at) => named(`${at} marks`, (model) => model.mark(at))) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(instance, outcome)
        .map(([at, how]) =>
          named(`${at} publishes from the table: ${how}`, (model) => model.publishFromTable(at, how)),
        ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(10, 300, 2_600, 6_000).map((ms) => named(`${ms} ms pass`, (model) => model.pass(ms))),
    },
    { weight: 1, arbitrary: instance.map((at) => named(`${at} dies`, (model) => model.die(at))) },
  ),
  { maxLength: 60, size: 'max' },
);

/** Two instances and their outbox. Rows of a transaction are handed over in any order, or never. */
function createOutboxModel() {
  let now = 0;
  const table: TableRow[] = [];
  const memories: [LeasedRows, LeasedRows] = [createLeasedRows(), createLeasedRows()];
  const committed: [LeasedRow[], LeasedRow[]] = [[], []];
  /** Numbers of first publications, by key. */
  const order = new Map<string, number[]>();

  const find = (id: string) => table[Number(id)] ?? assert.fail(id);
  const unpublished = () => table.filter(({ isPublished }) => !isPublished);
  const publish = ({ seq, messageKey }: LeasedRow) => {
    const numbers = order.get(messageKey) ?? [];
    if (!numbers.includes(Number(seq))) order.set(messageKey, [...numbers, Number(seq)]);
  };
  const fail = (one: TableRow) => {
    one.attempts += 1;
    one.nextAt = now + 1_000;
  };

  return {
    order,
    write(at: 0 | 1, messageKey: string): void {
      const id = String(table.length);
      const waiting = unpublished().flatMap(({ row }) => (row.messageKey === messageKey ? [row.id] : []));
      const row = { id, seq: id, topic: 't', messageKey, envelope: '{}', waiting };
      table.push({ row, isPublished: false, attempts: 0, nextAt: now + leaseSeconds * 1_000 });
      committed[at].push(row);
    },
    handOver(at: 0 | 1, which: number): void {
      memories[at].add(committed[at].splice(which, 1), now);
    },
    publish(at: 0 | 1, how: string): void {
      const memory = memories[at];
      const { rows = [] } = memory.take({ rows: 1, bytes: 100 }, now) ?? {};
      if (how !== 'failed') for (const row of rows) publish(row);
      if (how === 'published') memory.published(rows);
      else {
        memory.failed(rows);
        for (const { id } of rows) if (!find(id).isPublished) fail(find(id));
      }
    },
    mark(at: 0 | 1): void {
      const ids = [...memories[at].unmarked];
      for (const id of ids) find(id).isPublished = true;
      memories[at].marked(ids);
    },
    publishFromTable(at: 0 | 1, how: string): void {
      const left = [...memories[at].left];
      for (const id of left) if (find(id).attempts === 0) find(id).nextAt = 0;
      memories[at].released(left);
      const waits = ({ row }: TableRow) =>
        unpublished().some(
          (f) => f.row.messageKey === row.messageKey && Number(f.row.seq) < Number(row.seq) && f.nextAt > now,
        );
      const due = unpublished().filter((one) => one.nextAt <= now && !waits(one));
      for (const one of due) {
        if (how !== 'failed') publish(one.row);
        if (how === 'published') one.isPublished = true;
        else fail(one);
      }
    },
    pass(ms: number): void {
      now += ms;
    },
    die(at: 0 | 1): void {
      memories[at] = createLeasedRows();
      committed[at] = [];
    },
    unpublished,
  };
}

test('no row is published before an earlier one of its key, and each is published in the end', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const model = createOutboxModel();
      for (const step of list) step(model);
      for (let round = 0; round < 2; round += 1) {
        model.pass(6_000);
        for (const at of [0, 1] as const) model.mark(at);
        model.publishFromTable(0, 'published');
      }
      assert.equal(model.unpublished().length, 0);
      for (const numbers of model.order.values())
        assert.deepEqual(
          numbers,
          numbers.toSorted((a, b) => a - b),
        );
    }),
    { numRuns: 3_000 },
  );
});
