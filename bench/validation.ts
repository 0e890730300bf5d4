/**
 * `npm run bench -- validation`: processor time to validate the events of one order, where they are published and where they are
 * delivered, by the functions that services call. Starts nothing. `--rounds N`, `--report FILE`.
 */
import { eventType } from '@mambogo/contracts/events/event.ts';
import { type AnyEventHandler, checkDelivery, handlersByType } from '@mambogo/messaging/inbox/delivery.ts';
import { checkedData } from '@mambogo/messaging/integration-event.ts';
import type { HandlersByTopic } from '@mambogo/messaging/mount-topics.ts';
import { subscriptions as cart } from '../services/cart/src/events/subscriptions.ts';
import { subscriptions as inventory } from '../services/inventory/src/events/subscriptions.ts';
import { subscriptions as order } from '../services/order/src/events/subscriptions.ts';
import { subscriptions as payment } from '../services/payment/src/events/subscriptions.ts';
import { subscriptions as product } from '../services/product/src/events/subscriptions.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from './bench-command-line.ts';
import { orderEvents, type PublishedEvent } from './order-events.ts';
import { createReport } from './report.ts';
import { rounded, table } from './tables.ts';

const { rounds, report: reportTo } = benchCommandLine('validation', [['', 'some seconds']])
  .option('--rounds <number>', 'measured rounds; the cheapest counts', Number, 7)
  .option('--report <file>', 'path of the report', reportFile('validation-'))
  .parse(benchArguments(), fromUser)
  .opts();

/** Of a round. */
const orders = 2_000;
const targetMs = 0.2;

/** Validates an event as one service does when it is delivered; returns whether the service handles it. */
type Consumer = (event: PublishedEvent) => boolean;

const consumer = <C, W>(topics: HandlersByTopic<C, W>): ReadonlyMap<string, Consumer> =>
  new Map(
    Object.entries(topics).map(([topic, handlers]: [string, readonly AnyEventHandler<C, W>[]]) => {
      const byType = handlersByType(handlers);
      return [topic, ({ envelope }: PublishedEvent) => checkDelivery(envelope, byType, topic) !== undefined];
    }),
  );
const consumers = [consumer(cart), consumer(inventory), consumer(order), consumer(payment), consumer(product)];

const published = orderEvents();
const deliveries = published.flatMap((event) =>
  consumers.flatMap((topics) => {
    const check = topics.get(event.event.topic);
    return check ? [{ event, check }] : [];
  }),
);
const handled = deliveries.filter(({ event, check }) => check(event));
const unhandled = deliveries.filter((delivery) => !handled.includes(delivery));

const checkAll = (list: typeof deliveries) => () => {
  for (const { event, check } of list) check(event);
};
const publish = () => {
  for (const { event, data } of published) checkedData(event, data);
};
const costs = [
  [`${published.length} events published`, published.length, cpuMsPerOrder(publish)],
  [`${handled.length} deliveries to a service that handles them`, handled.length, cpuMsPerOrder(checkAll(handled))],
  [`${unhandled.length} deliveries of other types`, unhandled.length, cpuMsPerOrder(checkAll(unhandled))],
] as const;
const total = costs.reduce((sum, [, , ms]) => sum + ms, 0);

const report = createReport('Validation of events', (text) => console.log(text));
report.section(
  'CPU-ms per order of two lines',
  table(
    ['', 'µs each', 'CPU-ms'],
    [
      ...costs.map(([what, count, ms]) => [what, rounded((ms * 1_000) / count), rounded(ms, 3)]),
      ['**all**', '', `**${rounded(total, 3)}**`],
      ['target', '', targetMs],
    ],
  ),
  published.map(({ event }) => eventType(event)).join(', '),
);
report.write(reportTo);

/** Of the cheapest round: others share the processor's caches with the rest of the machine. */
function cpuMsPerOrder(work: () => void): number {
  const once = () => {
    const before = process.cpuUsage();
    for (let n = 0; n < orders; n += 1) work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / orders;
  };
  once();
  return Math.min(...Array.from({ length: rounds }, once));
}
