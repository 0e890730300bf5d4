/** Bytes that a program behind the gateway may not accept, and oversized requests. */

import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { type Attack, atRate } from '../attack.ts';
import type { Attacker } from '../attacker.ts';

/** Sends bytes on a connection of its own, and waits until the server has closed it. */
async function speak({ connect, shop, signal }: Attacker, line: string, headers: readonly (string | Buffer)[]) {
  const socket = await connect();
  const pieces = [`${line}\r\nHost: ${shop.host}\r\nConnection: close\r\n`, ...headers, '\r\n'];
  socket.resume().end(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))));
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
  });
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const paths = [
  '/api/v1/products/%ff',
  `${listProducts.path}?search=%e9`,
  '/%ff',
  '/auth/%c3',
  `${listCategories.path}?x=%80`,
];
const forwarded = ['user-agent', 'accept-language', 'cookie', 'referer', 'cache-control', 'idempotency-key'];

export const bytes: readonly Attack[] = [
  {
    name: 'invalid-utf8-path',
    what: 'paths and queries with bytes that are not UTF-8',
    run: (attacker) => atRate(attacker, 30, (index) => attacker.send('GET', paths[index % paths.length] ?? '/')),
  },
  {
    name: 'invalid-utf8-header',
    what: 'each forwarded header with bytes that are not UTF-8',
    run: (attacker) =>
      atRate(attacker, 30, (index) =>
        speak(attacker, 'GET /api/v1/products?size=2 HTTP/1.1', [
          latin1(`${forwarded[index % forwarded.length]}: a=caf\xe9\xff\r\n`),
        ]),
      ),
  },
  {
    name: 'header-bomb',
    what: 'thousands of headers, and headers of 60 KB',
    run: (attacker) =>
      atRate(attacker, 20, (index) =>
        speak(
          attacker,
          'GET /api/v1/products HTTP/1.1',
          index % 2 === 0
            ? Array.from({ length: 3_000 }, (_none, name) => `x-${name}: ${name}\r\n`)
            : [`cookie: ${'a=b; '.repeat(12_000)}\r\n`],
        ),
      ),
  },
  {
    name: 'http2',
    what: "HTTP/2's preface and settings, upgrades, and noise where HTTP/1.1 is spoken",
    run: (attacker) =>
      atRate(
        attacker,
        50,
        (index) =>
          [
            () => speak(attacker, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])]),
            () =>
              speak(attacker, 'GET / HTTP/1.1', [
                'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings\r\n',
              ]),
            () => speak(attacker, '\x16\x03\x01\x02\x00\x01\x00\x01', [Buffer.alloc(500, 3)]),
          ][index % 3]?.() ?? Promise.resolve(),
      ),
  },
];
