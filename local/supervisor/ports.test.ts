import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort, requireFreePorts } from './ports.ts';

test('names a port in use, its purpose and the process that uses it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await assert.rejects(
    requireFreePorts(new Map([[port, 'order']])),
    new RegExp(`port ${port}, needed for order, is in use by pid ${process.pid} `),
  );
  await new Promise((resolve) => server.close(resolve));
  await requireFreePorts(new Map([[port, 'order']]));
});

test('returns free ports outside the ephemeral range, each once', async () => {
  const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const outgoingFrom = Number.parseInt(range, 10);
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  assert.equal(new Set(ports).size, 50);
  for (const port of ports) assert.ok(port < outgoingFrom, `${port} of ${outgoingFrom}`);
});

test('names one of many ports in use, counts the others, and suggests a free offset', async () => {
  const server = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const second = createServer();
  const [other, free] = [await freePort(), await freePort()];
  await new Promise<void>((resolve) => second.listen(other, '127.0.0.1', resolve));
  const required = new Map([
    [port, 'order'],
    [other, 'payment'],
    [free, 'cart'],
  ]);
  try {
    await assert.rejects(
      requireFreePorts(required, (moved) => `moved by ${moved}`),
      new RegExp(
        `port ${port}, .*, and so is 1 more of 3: end that program, or move the whole shop: moved by \\d+000$`,
      ),
    );
  } finally {
    server.close();
    second.close();
  }
});
