/** Where the shop is that the journeys go through; the test runner says so. */
import { readFileSync } from 'node:fs';

/** What the test runner says under this name. */
export const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with npm test`);
  return value;
};

/** The gateway's origin. */
export const shopUrl = (): string => setting('SHOP_URL');

/** The payment provider's own address and the shop's key there: its ledger is what the shop's books are compared with. */
export const provider = (): { url: string; key: string } => ({
  url: setting('SHOP_PSP_URL'),
  key: readFileSync(setting('SHOP_PSP_KEY_FILE'), 'utf8'),
});
