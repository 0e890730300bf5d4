/** Reads the anchors of a service's hash chains: from its topic, and from its file in the shop's data folder. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { anchorsFile, shopDirs } from '@mambogo/local/shop/shop-dirs.ts';
import { Anchor, type SourcedAnchor } from '@mambogo/messaging/audit/anchor.ts';
import { z } from 'zod';
import { readTopic } from '../shopper/read-topic.ts';

const Message = z.object({ data: Anchor });

export async function readAnchors(shop: ShopAddresses, service: ServiceName): Promise<SourcedAnchor[]> {
  const anchors: SourcedAnchor[] = [];
  for await (const { value } of readTopic(shop, anchorTopicOf(service)))
    anchors.push({ ...Message.parse(JSON.parse(value)).data, source: 'topic' });
  for await (const anchor of readAnchorFile(anchorsFile(shopDirs(shop.folders.data), service))) anchors.push(anchor);
  return anchors;
}

/** A last line that a killed process did not finish is skipped: its anchors were not published either, and are written again. */
export async function* readAnchorFile(file: string): AsyncGenerator<SourcedAnchor> {
  if (!existsSync(file)) return;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const anchor = parseLine(line);
    if (anchor) yield { ...anchor, source: 'file' };
  }
}

function parseLine(line: string): Anchor | undefined {
  try {
    return Anchor.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
