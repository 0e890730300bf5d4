import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { limitExports } from './limit-exports.ts';

/** A collector that accepts requests and answers none until it is thawed, and a limited exporter to it. */
async function frozenCollector(t: TestContext) {
  const waiting: ServerResponse[] = [];
  let isFrozen = true;
  const server = createServer((_, response) => {
    if (isFrozen) waiting.push(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/spans`;
  const exporter = limitExports(new ZipkinExporter({ url }), { timeoutMs: 50, maxUnanswered: 2 });
  const span = finishedSpan();
  const send = () =>
    new Promise<string>((resolve) => exporter.export([span], ({ error }) => resolve(error?.message ?? 'sent')));
  const thaw = () => {
    isFrozen = false;
    for (const response of waiting) response.end();
  };
  return { waiting, exporter, send, thaw };
}

function finishedSpan(): ReadableSpan {
  const finished = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: finished })] });
  provider.getTracer('test').startSpan('one').end();
  const [span] = finished.getFinishedSpans();
  assert.ok(span);
  return span;
}

test('exports fail in time while the collector is frozen, hold so many requests only, and succeed when it is back', async (t) => {
  const { waiting, send, thaw } = await frozenCollector(t);
  assert.deepEqual(await Promise.all([send(), send()]), Array(2).fill('no answer within 50 ms'));
  // On a busy machine a request arrives after its time-out.
  await until('both requests have arrived', async () => waiting.length === 2);
  for (let more = 0; more < 20; more += 1) assert.equal(await send(), '2 requests are unanswered');
  assert.equal(waiting.length, 2);
  thaw();
  await until('spans are sent again', async () => (await send()) === 'sent');
});

test('shutting down does not wait for a frozen collector', async (t) => {
  const { send, exporter } = await frozenCollector(t);
  await send();
  await exporter.shutdown();
});
