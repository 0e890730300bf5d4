import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createSpanStarter } from './otel-spans.ts';
import { continueTrace, inSpan, recordSpansWith, startSpan, startTrace, withTrace } from './trace.ts';
import { statementName, traceCall } from './trace-call.ts';

const client = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const exporter = new InMemorySpanExporter();

function record(ratio: number): void {
  const sampler = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  const provider = new TracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  recordSpansWith(createSpanStarter(provider.getTracer('test'), ratio));
}
const names = () => exporter.getFinishedSpans().map(({ name }) => name);

beforeEach(() => exporter.reset());
after(() => recordSpansWith(undefined));

test('records the spans of a sampled trace as a tree, with what failed', async () => {
  record(1);
  const root = startTrace('GET listProducts', { kind: 'server' });
  await withTrace(root.trace, () =>
    traceCall('GET product', {}, async () => inSpan('inner', {}, async () => undefined)),
  );
  const failing = withTrace(root.trace, () =>
    inSpan('failing', {}, async () => {
      throw new TypeError('alice@example.com is no e-mail address');
    }),
  );
  await assert.rejects(failing, TypeError);
  root.end({ attributes: { 'http.response.status_code': 200 } });
  const [inner, call, failed, server] = exporter.getFinishedSpans();
  assert.deepEqual(names(), ['inner', 'GET product', 'failing', 'GET listProducts']);
  assert.equal(inner?.parentSpanContext?.spanId, call?.spanContext().spanId);
  assert.equal(call?.parentSpanContext?.spanId, server?.spanContext().spanId);
  assert.equal(server?.parentSpanContext, undefined);
  assert.deepEqual(failed?.status, { code: SpanStatusCode.ERROR, message: 'TypeError' });
});

test('records nothing of a trace that is not sampled, and lets no client decide it', () => {
  record(0);
  const edge = startTrace('GET x', { parent: client });
  assert.equal(edge.trace.traceId, '0af7651916cd43dd8448eb211c80319c');
  withTrace(edge.trace, () => inSpan('inner', {}, () => undefined));
  edge.end();
  startSpan('without a trace').end();
  assert.deepEqual(names(), []);
  record(1);
  startTrace('GET x', { parent: client.replace(/01$/, '00') }).end();
  assert.deepEqual(names(), ['GET x']);
});

test('continues the trace of a caller without a span of its own', () => {
  record(0);
  continueTrace(client, () => inSpan('inner', {}, () => undefined));
  const [span] = exporter.getFinishedSpans();
  assert.equal(span?.parentSpanContext?.spanId, 'b7ad6b7169203331');
});

test('statements are named by their first word and table', () => {
  assert.equal(statementName('insert into outbox (id) values ($1)'), 'INSERT outbox');
  assert.equal(statementName('START TRANSACTION'), 'START');
  assert.equal(statementName('select a from (select 1) b'), 'SELECT');
  assert.equal(statementName(' with x as (select 1) select * from x'), 'WITH');
});
