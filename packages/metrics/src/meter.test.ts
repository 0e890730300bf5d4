import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cached } from './cached.ts';
import { createMeter } from './meter.ts';

const linesOf = async (text: Promise<string>, name: string) =>
  (await text).split('\n').filter((line) => line.startsWith(name));

test('counts by labels, and writes them in the order of the table', async () => {
  const meter = createMeter();
  meter.count('mambogo_http_requests_total', { route: 'list-products', outcome: 'success' });
  meter.count('mambogo_http_requests_total', { outcome: 'success', route: 'list-products' }, 2);
  meter.count('mambogo_http_requests_total', { route: 'a "quoted"\nname', outcome: 'failed' });
  assert.deepEqual(await linesOf(meter.render(), 'mambogo_http_requests_total'), [
    'mambogo_http_requests_total{route="list-products",outcome="success"} 3',
    String.raw`mambogo_http_requests_total{route="a \"quoted\"\nname",outcome="failed"} 1`,
  ]);
});

test('a histogram has cumulative buckets, a sum and a count', async () => {
  const meter = createMeter();
  for (const seconds of [0.005, 0.2, 0.3, 99]) meter.observe('mambogo_http_request_seconds', { route: 'x' }, seconds);
  const lines = await linesOf(meter.render(), 'mambogo_http_request_seconds');
  assert.deepEqual(
    lines.filter((line) => /le="(0.005|0.1|0.2|0.5|10|\+Inf)"|_sum|_count/.test(line)),
    [
      'mambogo_http_request_seconds_bucket{route="x",le="0.005"} 1',
      'mambogo_http_request_seconds_bucket{route="x",le="0.1"} 1',
      'mambogo_http_request_seconds_bucket{route="x",le="0.2"} 2',
      'mambogo_http_request_seconds_bucket{route="x",le="0.5"} 3',
      'mambogo_http_request_seconds_bucket{route="x",le="10"} 3',
      'mambogo_http_request_seconds_bucket{route="x",le="+Inf"} 4',
      'mambogo_http_request_seconds_sum{route="x"} 99.505',
      'mambogo_http_request_seconds_count{route="x"} 4',
    ],
  );
});

test('values of gauges and counters and totals of histograms are read one by one, without those that fail', async () => {
  const meter = createMeter();
  meter.count('mambogo_http_requests_total', { route: 'x', outcome: 'success' }, 3);
  assert.deepEqual(await meter.valuesOf('mambogo_http_requests_total'), [[{ route: 'x', outcome: 'success' }, 3]]);
  meter.read('mambogo_outbox_rows', () => 7);
  assert.deepEqual(await meter.valuesOf('mambogo_outbox_rows'), [[{}, 7]]);
  meter.read('mambogo_outbox_rows', () => Promise.reject(new Error('the store is down')));
  assert.deepEqual(await meter.valuesOf('mambogo_outbox_rows'), []);
  meter.read('mambogo_outbox_rows', () => new Promise(() => undefined));
  assert.deepEqual(await meter.valuesOf('mambogo_outbox_rows', 10), []);
  for (const seconds of [0.5, 2]) meter.observe('mambogo_inbox_delay_seconds', { topic: 'order.events' }, seconds);
  assert.deepEqual(meter.totalsOf('mambogo_inbox_delay_seconds'), [
    { labels: { topic: 'order.events' }, count: 2, sum: 2.5 },
  ]);
});

test('a gauge is read when it is scraped; one that fails is left out and counted', async () => {
  const meter = createMeter();
  let up = 1;
  meter.read('mambogo_store_up', () => up);
  meter.read('mambogo_outbox_rows', () => Promise.reject(new Error('the store is down')));
  meter.read('mambogo_dead_letters', async () => [[{ kind: 'poison' }, 2]]);
  const first = await meter.render();
  up = 0;
  const second = await meter.render();
  assert.match(first, /^# TYPE mambogo_store_up gauge\nmambogo_store_up 1$/m);
  assert.match(second, /^mambogo_store_up 0$/m);
  assert.match(second, /^mambogo_dead_letters\{kind="poison"\} 2$/m);
  assert.doesNotMatch(second, /^mambogo_outbox_rows /m);
  assert.match(await meter.render(), /^mambogo_metric_read_failures_total\{metric="mambogo_outbox_rows"\} [23]$/m);
});

test('a metric that a mistake gives endless labels stops growing', async () => {
  const meter = createMeter();
  for (let time = 0; time < 3_000; time++)
    meter.count('mambogo_http_requests_total', { route: `/orders/${time}`, outcome: 'success' });
  assert.equal((await linesOf(meter.render(), 'mambogo_http_requests_total')).length, 2_000);
});

test('a cached read is shared within its interval, and a failure is not kept', async () => {
  let reads = 0;
  const read = cached(60_000, async () => {
    reads += 1;
    if (reads === 1) throw new Error('down');
    return reads;
  });
  await assert.rejects(read());
  assert.deepEqual(await Promise.all([read(), read()]), [2, 2]);
  assert.equal(await read(), 2);
});
