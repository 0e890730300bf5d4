import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { requireFreePorts } from './ports.ts';

test('a port in use is named, with what it was wanted for and who has it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await assert.rejects(
    requireFreePorts(new Map([[port, 'order']])),
    new RegExp(`port ${port}, wanted for order, is in use by pid ${process.pid} `),
  );
  await new Promise((resolve) => server.close(resolve));
  await requireFreePorts(new Map([[port, 'order']]));
});
