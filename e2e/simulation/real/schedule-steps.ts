/** What can begin in a simulated shop, and its probability: each step returns false when it can't be done now. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import * as actions from './actions.ts';
import { consumers, type Message, topics } from './broker.ts';
import { services } from './databases.ts';
import type { Instance } from './instance.ts';
import { captureLate, deliverStragglers, settleCharge } from './provider-events.ts';
import type { Random } from './random.ts';
import type { Shop } from './shop.ts';

export interface Schedule {
  readonly shop: Shop;
  readonly random: Random;
  readonly purchases: actions.Purchase[];
  readonly customers: readonly CustomerId[];
  /** Workers that may have work, of any instance of a service or of one, e.g. `payment attempts`, `payment-1 relay`. */
  readonly pendingWork: Set<string>;
}

const maxOrders = 4;

type Step = (schedule: Schedule) => Promise<boolean> | boolean;

const up = ({ slots }: Shop, service: string): Instance[] =>
  slots.flatMap((one) => (one?.service === service ? [one] : []));

const deliverSome: Step = async ({ shop, random }) => {
  const consumer = random.of(consumers.filter((one) => shop.broker.queues[one].length > 0));
  if (!consumer) return false;
  const queue = shop.broker.queues[consumer];
  if (consumer === 'product' || consumer === 'cart') {
    const message = random.of(queue);
    if (message) await actions.deliverDirectly(shop, consumer, message, random.oneIn(8));
    return message !== undefined;
  }
  const instances = up(shop, consumer);
  const firstTopic = random.of(queue)?.topic;
  const ofTopic = queue.filter(({ topic }) => topic === firstTopic);
  // Both instances at once, sometimes with the same messages, as after a rebalance of the consumer group.
  const receivers = random.oneIn(2) ? instances : random.some(instances, 1);
  const rest = new Set<Message>(ofTopic);
  for (const instance of receivers) {
    const messages = random.some(random.oneIn(6) ? ofTopic : [...rest], 2);
    for (const message of messages) rest.delete(message);
    if (messages.length > 0) actions.deliver(shop, consumer, instance, messages, random.oneIn(10));
  }
  await shop.gate.settle();
  return receivers.length > 0;
};

const repeat: Step = ({ shop, random }) => {
  const message = random.of(shop.broker.log);
  const consumer = random.of(consumers);
  if (message && consumer) shop.broker.repeat(consumer, message);
  return message !== undefined;
};

/** The broker loses unacknowledged messages: the tail of a topic, or all of it. Publishers must notice by themselves. */
const loseMessages: Step = ({ shop: { broker, log, gate }, random, pendingWork }) => {
  if (!random.oneIn(4) || gate.tasks().some(({ intent }) => intent?.type === 'worker')) return false;
  const topic = random.of(topics);
  if (topic && random.oneIn(2)) broker.loseTopic(topic);
  else broker.loseTail(1 + random.below(12));
  log('the broker loses messages');
  for (const service of services) pendingWork.add(`${service} epochs`);
  return true;
};

const runWorker: Step = async ({ shop, random, pendingWork }) => {
  const all = shop.slots.flatMap((one) => (one ? Object.keys(one.workers).map((run) => [one, run] as const) : []));
  const likely = all.filter(
    ([{ name, service }, run]) => pendingWork.has(`${service} ${run}`) || pendingWork.has(`${name} ${run}`),
  );
  const [instance, run = ''] = random.of(random.oneIn(12) ? all : likely) ?? [];
  const body = instance?.workers[run];
  if (!instance || !body) return false;
  for (const one of [instance.service, instance.name]) pendingWork.delete(`${one} ${run}`);
  actions.runWorker(shop, instance, run, body);
  await shop.gate.settle();
  return true;
};

const tokens = [
  'tok_ok',
  'tok_ok',
  'tok_ok',
  'tok_late',
  'tok_insufficient_funds',
  'tok_action',
  'tok_error',
  'tok_declined',
];
const quantities = [
  [2, 0],
  [1, 1],
  [0, 2],
  [2, 2],
] as const;

const placeStep: Step = async ({ shop, random, purchases, customers }) => {
  const instances = up(shop, 'order');
  const open = purchases.filter(({ answered }) => answered === undefined);
  const again = open.length > 0 && (purchases.length >= maxOrders || random.oneIn(2));
  if (purchases.length >= maxOrders && !again) return false;
  let purchase = again ? random.of(open) : undefined;
  const customer = random.of(customers);
  if (!purchase && customer) {
    purchase = await actions.fillCart(shop, customer, random.of(quantities) ?? [1, 1], random.of(tokens) ?? 'tok_ok');
    purchases.push(purchase);
  }
  // Sometimes to both instances: a retry of a request that is still in progress.
  for (const instance of random.oneIn(4) ? instances : random.some(instances, 1))
    if (purchase) actions.placeOrder(shop, instance, purchase);
  await shop.gate.settle();
  return true;
};

const requestOrderAction: Step = async ({ shop, random, purchases }) => {
  const purchase = random.of(purchases.filter(({ orderId }) => orderId !== undefined));
  const instance = random.of(up(shop, 'order'));
  const action = random.of(actions.orderRequests);
  if (!purchase || !instance || !action) return false;
  actions.sendOrderRequest(shop, instance, purchase, action);
  await shop.gate.settle();
  return true;
};

const provider: Step = async ({ shop, random }) => {
  const { ledger } = shop.provider;
  if (random.oneIn(6)) shop.provider.refusesRefund = true;
  const late = random.oneIn(4) ? random.of(ledger.charges.filter(({ status }) => status === 'failed')) : undefined;
  if (late) captureLate(shop, late);
  const to = random.of(['captured', 'captured', 'failed', 'voided'] as const) ?? 'captured';
  const name = late?.name ?? settleCharge(shop, random.below(8), to);
  const instance = random.of(up(shop, 'payment'));
  const called = name ?? random.of(ledger.charges)?.name;
  if (called && instance && random.oneIn(2)) actions.sendCallback(shop, instance, called);
  await shop.gate.settle();
  return called !== undefined;
};

const restart: Step = async ({ shop }) => {
  const empty = shop.slots.indexOf(undefined);
  if (empty >= 0) await shop.start(empty);
  return empty >= 0;
};

const killOne: Step = async ({ shop, random }) => {
  const instance = random.of(shop.slots);
  if (!instance || !random.oneIn(3)) return false;
  shop.log(`${instance.name} is killed`);
  await shop.kill(instance);
  return true;
};

const moments = [1, 1, 1, 5, 5, 5, 31, 31, 70, 130, 310];
const ages = [700, 1_900, 4_000, 20_000, 100_000];
const passTime: Step = ({ shop, random, pendingWork }) => {
  const passed = random.of(random.oneIn(15) ? ages : moments) ?? 1;
  // No late request takes effect after the provider has forgotten its key.
  if (passed > 50_000) for (const straggler of shop.provider.ledger.stragglers) Object.assign(straggler, { at: 0 });
  if (passed > 50_000) deliverStragglers(shop);
  shop.clock.now += passed;
  shop.log(`${passed} s pass`);
  deliverStragglers(shop);
  for (const one of shop.slots)
    for (const run of Object.keys(one?.workers ?? {})) pendingWork.add(`${one?.service} ${run}`);
  return true;
};

/** The relative probability of each. */
const steps: readonly (readonly [Step, number])[] = [
  [deliverSome, 14],
  [runWorker, 14],
  [placeStep, 3],
  [requestOrderAction, 1],
  [provider, 2],
  [passTime, 1],
  [restart, 2],
  [repeat, 1],
  [killOne, 1],
  [loseMessages, 1],
];
const weighted = steps.flatMap(([step, weight]) => Array.from({ length: weight }, () => step));

/** Starts something that can be started. */
export async function begin(schedule: Schedule): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    const step = schedule.random.of(weighted);
    if (await step?.(schedule)) return;
  }
}
