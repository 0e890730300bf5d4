/**
 * `npm run audit:accept -- --service order --restored-to TIME --reason TEXT`: accepts a database that was restored to an earlier
 * time as the truth. Exit codes: 0 accepted, or nothing was set back; 1 something else is wrong, so nothing was accepted; 2 a
 * store can't be read or written, 64 invalid options.
 */
import { userInfo } from 'node:os';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import { pointInTime } from '@mambogo/local/cli/argument-values.ts';
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { anchorsFile, shopDirs } from '@mambogo/local/shop/shop-dirs.ts';
import { readShopSelector, shopCommandLine } from '@mambogo/local/shop/shop-selector.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import type { Anchor } from '@mambogo/messaging/audit/anchor.ts';
import { anchorEvent, appendToAnchorFile } from '@mambogo/messaging/audit/write-anchors.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Producer, stringSerializers } from '@platformatic/kafka';
import { withDatabases } from '../invariants/stores.ts';
import { acceptRestored } from './accept-restored.ts';
import { readAnchors } from './read-anchors.ts';
import { logsOf } from './verify-shop.ts';

const line = shopCommandLine('audit:accept', {
  purpose:
    'Accepts the database of a service that was restored to an earlier time as the truth: audit:verify no longer reports what was lost, and names the acceptance instead.',
  examples: [
    ['--service order --restored-to 2026-11-29T10:00:00Z --reason "disk lost, backup of 10:00"', 'after a restore'],
  ],
  notes:
    'Only entries that were anchored after that time are accepted as lost. Exit codes: 0 accepted, 1 something else is wrong and nothing was accepted.',
})
  .option('--service <name>', `one of ${[...logsOf.keys()].join(', ')}; required`)
  .option('--restored-to <time>', 'the time to which its database was restored; required', pointInTime)
  .option('--reason <text>', 'why, for those who read it later; required')
  .parse();
const { service: named, restoredTo, reason, ...which } = line.opts();

// Not `requiredOption`, which would be reported before a misspelt option.
const required = (option: string) => line.error(`error: required option '${option}' not specified`);
const names = [...logsOf.keys()].join(', ');

interface Accepted {
  readonly service: ServiceName;
  readonly restoredTo: Date;
  readonly reason: string;
}

process.exit(
  await main({
    service:
      [...logsOf.keys()].find((name) => name === (named ?? required('--service <name>'))) ??
      line.error(`error: no service ${named} has hash chains; ${names} have`),
    restoredTo: restoredTo ?? required('--restored-to <time>'),
    reason: reason ?? required('--reason <text>'),
  }),
);

async function main(accepted: Accepted): Promise<number> {
  try {
    return await accept(locateShop(readShopSelector(which)), accepted);
  } catch (error) {
    process.stderr.write(`${errorLine(error)}\n`);
    return 2;
  }
}

async function accept(shop: ShopAddresses, { service: name, restoredTo, reason }: Accepted): Promise<number> {
  const by = {
    ...{ at: new Date().toISOString(), by: userInfo().username },
    ...{ reason, restoredTo: restoredTo.toISOString() },
  };
  const anchors = await readAnchors(shop, name);
  const results = await withDatabases(shop, async (open) => {
    const database = await open(name);
    return Promise.all((logsOf.get(name) ?? []).map((log) => acceptRestored(database, log, anchors, by)));
  });
  const refused = results.flatMap((result) => result.refused);
  for (const { table, key, sequence, what } of refused)
    process.stdout.write(`${name} ${table} ${key}, entry ${sequence}: ${what}\n`);
  if (refused.length > 0) {
    process.stdout.write('\nNothing was accepted: that it was restored does not explain this.\n');
    return 1;
  }
  const written = results.flatMap((result) => result.anchors);
  if (written.length > 0) await write(shop, name, written);
  for (const { table, accepted } of written)
    process.stdout.write(`${name} ${table}: accepted ${accepted?.from.length} chains as they are\n`);
  if (written.length === 0) process.stdout.write('Nothing was set back: every chain leads to its anchors.\n');
  return 0;
}

/** As the service does: first to the file, then to the topic. */
async function write(shop: ShopAddresses, name: ServiceName, anchors: readonly Anchor[]): Promise<void> {
  await appendToAnchorFile(anchorsFile(shopDirs(shop.folders.data), name), anchors);
  const producer = new Producer({
    clientId: 'audit',
    bootstrapBrokers: [`127.0.0.1:${shop.ports.stores.kafka}`],
    sasl: shop.kafkaLogin(kafkaAdmin),
    serializers: stringSerializers,
  });
  try {
    const topic = anchorTopicOf(name);
    const messages = anchors.map((anchor) => ({
      ...{ topic, key: anchor.table, value: JSON.stringify(anchorEvent(anchor, 'audit:accept')) },
    }));
    await producer.send({ messages });
  } finally {
    await producer.close();
  }
}
