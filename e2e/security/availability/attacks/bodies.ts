/** Bodies that are expensive to inspect. */

import { gzipSync } from 'node:zlib';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { type Attack, atRate } from '../attack.ts';
import type { Attacker } from '../attacker.ts';

const json = { 'content-type': 'application/json' };

const post = (attacker: Attacker, body: string | Buffer, headers: Record<string, string> = json) =>
  attacker.send('POST', addCartItem.path, { headers, body });

const asUser = ({ token }: Attacker) => ({ ...json, authorization: `Bearer ${token}` });

const manyValues = `[${'" ",'.repeat(15_000)}" "]`;
const deep = '['.repeat(60_000);
const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
const longName = JSON.stringify({ ['k'.repeat(1_000_000)]: 1 });
const compressed = gzipSync(Buffer.alloc(20_000_000, 32));
/** Input that makes careless patterns backtrack. */
const worst = ["' or ", '<a ', '../', '${', '%25', '(select ', 'a@', '=1;', '/*', '\\u0027'].map((piece) =>
  JSON.stringify({ productId: piece.repeat(Math.floor(11_000 / piece.length)), quantity: 1 }),
);

export const bodies: readonly Attack[] = [
  {
    name: 'many-values',
    what: '60 KB of 15,000 short strings, ten times a second, without and with a token',
    run: (attacker) =>
      atRate(attacker, 10, (index) => post(attacker, manyValues, index % 2 === 0 ? json : asUser(attacker))),
  },
  {
    name: 'deep-json',
    what: 'arrays and objects nested 20,000 to 60,000 deep',
    run: (attacker) => atRate(attacker, 10, (index) => post(attacker, index % 2 === 0 ? deep : nested)),
  },
  {
    name: 'long-name',
    what: 'an unknown name of a megabyte, which an error might echo',
    run: (attacker) => atRate(attacker, 5, () => post(attacker, longName, asUser(attacker))),
  },
  {
    name: 'compressed',
    what: 'bodies that unpack to 20 MB',
    run: (attacker) => atRate(attacker, 20, () => post(attacker, compressed, { ...json, 'content-encoding': 'gzip' })),
  },
  {
    name: 'slow-patterns',
    what: 'long texts that make careless patterns slow, in bodies and searches',
    run: (attacker) =>
      atRate(attacker, 15, (index) =>
        index % 3 === 0
          ? attacker.send('GET', `${listProducts.path}?search=${encodeURIComponent("' or ".repeat(120))}`)
          : post(attacker, worst[index % worst.length] ?? '', asUser(attacker)),
      ),
  },
];
