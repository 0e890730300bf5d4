import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoCatalogue } from '../demo/demo-catalogue.ts';
import { isImageAddress } from './image-address.ts';

test("accepts the shop's own pictures, and https at a public host", () => {
  for (const address of [
    '/pictures/MUG-1.svg',
    '/pictures/a/b.jpg?size=2',
    'https://cdn.example.com/a.jpg',
    'HTTPS://cdn.example.com/a%20b.jpg?x=1#y',
    'https://bücher.example.de/ä.jpg',
    'https://cdn.example.com:8443/a.jpg',
  ])
    assert.ok(isImageAddress(address), address);
});

test('rejects scripts, data, private networks and other pages of the shop', () => {
  for (const address of [
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)'],
    ...['data:image/svg+xml,<svg/>', 'blob:https://a.example.com/x', 'file:///etc/passwd', 'ftp://a.example.com/a.jpg'],
    ...['http://127.0.0.1:3500/', 'http://cdn.example.com/a.jpg', 'https://127.0.0.1/a', 'https://127.1/a'],
    ...[
      'https://2130706433/a',
      'https://0x7f000001/a',
      'https://0177.0.0.1/a',
      'https://[::1]/a',
      'https://[::ffff:10.0.0.1]/a',
    ],
    ...[
      'https://localhost/a',
      'https://localhost./a',
      'https://a.localhost/a',
      'https://kafka/a',
      'https://db.internal/a',
    ],
    ...['https://printer.local/a', 'https://shop-order.default.svc.cluster.local/a', 'https://LOCALHOST/a'],
    ...['https://user:secret@cdn.example.com/a', 'https://user@cdn.example.com/a', 'https://', 'https:cdn.example.com'],
    ...['//cdn.example.com/a.jpg', '/\\cdn.example.com/a.jpg', '/auth/logout', '/api/v1/cart', '/a.jpg'],
    ...['/pictures/../auth/logout', '/pictures/%2e%2e/auth/logout', 'pictures/a.svg', '', 'a.jpg'],
  ])
    assert.ok(!isImageAddress(address), address);
});

test('accepts every picture of the demo catalogue', () => {
  for (const { images } of demoCatalogue.products) for (const { url } of images) assert.ok(isImageAddress(url), url);
});
