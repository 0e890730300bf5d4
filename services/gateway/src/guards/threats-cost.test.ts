/** What a hostile body costs the gateway as a whole, over HTTP: reading, inspecting and rejecting it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ PROFILE: 'prod' });
});
after(() => gateway.stop());

const list = (text: (at: number) => string, size = 60_000) => {
  const values: string[] = [];
  for (let length = 0; length < size; length += (values.at(-1)?.length ?? 0) + 3) values.push(text(values.length));
  return JSON.stringify(values);
};
const bodies = {
  '15,000 blanks': list(() => ' '),
  '5,000 different texts': list((at) => `' or (select ${at}`),
  'one long text': JSON.stringify({ text: `<a b='${"' or {{ ("}`.repeat(3_500) }),
  'brackets alone': `[${'[],'.repeat(20_000)}[]]`,
};
const rounds = 50;
/** CPU-ms of client and gateway together. */
const most = 40;

for (const [what, body] of Object.entries(bodies))
  test(`60 KB of ${what} are rejected for less than ${most} CPU-ms each, with or without a token`, async () => {
    for (const authorization of [undefined, `Bearer ${gateway.token('cart:manage', what.replaceAll(/\W/g, '-'))}`]) {
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
      const send = async () => {
        const answer = await request(`${gateway.url}/api/v1/cart/items`, { method: 'POST', headers, body });
        await answer.body.dump();
        return answer.statusCode;
      };
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < rounds && least >= most; round += 1) {
        const start = process.cpuUsage();
        assert.equal(await send(), 400);
        const { user, system } = process.cpuUsage(start);
        least = Math.min(least, (user + system) / 1_000);
      }
      assert.ok(least < most, `${least.toFixed(1)} CPU-ms`);
    }
  });
