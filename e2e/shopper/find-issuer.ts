/** The issuer of a shop's tokens, where its own discovery does not name it: the issuer that its pages use. */
import { z } from 'zod';
import { exchange } from './exchange.ts';

const ShopFacts = z.object({ issuer: z.url() });

/** undefined when this is not a page of a shop. */
export async function findIssuer(shop: string): Promise<string | undefined> {
  const { text } = await exchange(new URL('/', shop), { headers: { accept: 'text/html' } });
  const [, json] = /<script[^>]*id="shop-facts"[^>]*>(.*?)<\/script>/s.exec(text) ?? [];
  try {
    return ShopFacts.safeParse(JSON.parse(json ?? '')).data?.issuer;
  } catch {
    return undefined;
  }
}
