/** Connections, bodies and responses that never end. */
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { type Attack, atRate, holdOpen } from '../attack.ts';
import type { Attacker } from '../attacker.ts';

const trickle = 400;

const head = ({ shop }: Attacker, line: string, ...headers: string[]) =>
  [line, `Host: ${shop.host}`, ...headers, '', ''].join('\r\n');

/** Writes a piece at intervals for as long as the connection is open. */
const dribble = (attacker: Attacker, beginning: string, piece: string) =>
  holdOpen(attacker, 140, (socket) => {
    socket.resume().write(beginning);
    const timer = setInterval(() => socket.write(piece), trickle);
    socket.once('close', () => clearInterval(timer));
  });

export const connections: readonly Attack[] = [
  {
    name: 'silent-bodies',
    what: '140 bodies that are announced and never come: JSON over 64 KB, and a type that is not inspected',
    run: (attacker) => {
      const kinds = [
        [addCartItem.path, 'application/json', '100000'],
        [addCartItem.path, 'application/csp-report', '500'],
      ];
      let next = 0;
      return holdOpen(attacker, 140, (socket) => {
        const [path, type, length] = kinds[next++ % kinds.length] ?? [];
        socket
          .resume()
          .write(head(attacker, `POST ${path} HTTP/1.1`, `Content-Type: ${type}`, `Content-Length: ${length}`));
        // More than inspection reads, so that it reaches the service behind.
        if (type === 'application/json') socket.write(`{"a":"${'a'.repeat(66_000)}`);
      });
    },
  },
  {
    name: 'slow-bodies',
    what: '140 bodies, a byte at a time',
    run: (attacker) =>
      dribble(
        attacker,
        head(attacker, 'POST /api/v1/cart/items HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 90000'),
        ' ',
      ),
  },
  {
    name: 'slow-headers',
    what: '140 requests, a header at a time',
    run: (attacker) => dribble(attacker, `GET / HTTP/1.1\r\nHost: ${attacker.shop.host}\r\n`, 'X-a: b\r\n'),
  },
  {
    name: 'silent-connections',
    what: '450 idle connections',
    run: (attacker) => holdOpen(attacker, 450, (socket) => socket.resume()),
  },
  {
    name: 'slow-reading',
    what: '140 connections that ask for long pages, again and again, and read nothing',
    run: (attacker) =>
      holdOpen(attacker, 140, (socket) => {
        socket.pause().write(head(attacker, 'GET /api/v1/products?size=100 HTTP/1.1').repeat(4));
      }),
  },
  {
    name: 'pipelining',
    what: '140 connections with twenty requests each in one piece, read as they are answered',
    run: (attacker) =>
      holdOpen(attacker, 140, (socket) => {
        socket.resume().write(head(attacker, 'GET /api/v1/products?size=100 HTTP/1.1').repeat(20));
      }),
  },
  {
    name: 'streams',
    what: '200 streams of server-sent events asked for by one account',
    run: (attacker) =>
      holdOpen(attacker, 200, (socket) =>
        socket
          .resume()
          .write(
            head(
              attacker,
              `GET /api/v1/orders/${attacker.productId}/events HTTP/1.1`,
              `Authorization: Bearer ${attacker.token}`,
              'Accept: text/event-stream',
            ),
          ),
      ),
  },
  {
    name: 'burst',
    what: '330 requests at the same moment, again and again',
    run: (attacker) =>
      atRate(attacker, 0.5, () =>
        Promise.all(
          Array.from({ length: 330 }, () => attacker.send('GET', `${listProducts.path}?size=5`).catch(() => undefined)),
        ),
      ),
  },
];
