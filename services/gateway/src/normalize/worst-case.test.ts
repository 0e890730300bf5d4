/**
 * Steps before the rate limit cost the same whatever a client sends: each step is run on its worst input, of the maximum size
 * at that step.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { cheapestCpu } from '@mambogo/threats/testing/cpu-time.ts';
import { parseReport, readViolations } from '../browsers/csp-report.ts';
import { compileRoutes } from '../pipeline/route-table.ts';
import { canonicalUrlFor } from './canonical-host.ts';
import { contentType } from './check-content-type.ts';
import { ambiguousPathReason } from './check-path.ts';
import { clientAddress, trustedRanges } from './client-address.ts';
import { sizeProblem } from './limit-size.ts';

/** CPU-ms: each takes a tenth of that at most on an idle machine. */
const most = 5;
/** Node's limit of headers and request target together. */
const head = 16_384;
const of = (piece: string, length = head) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const pieces = [
  'a',
  '/',
  '%',
  '%41',
  '%2',
  '.',
  './',
  '../',
  '&',
  '=',
  ',',
  ';',
  ' ',
  '1',
  '1.',
  '::',
  '[',
  '@',
  '-',
  'é',
  '\\',
];
const lookup = compileRoutes(routes);
const isTrusted = trustedRanges(['10.0.0.0/8', '::/0']);
const shop = new URL('https://shop.example');

const steps: Readonly<Record<string, (piece: string) => void>> = {
  'the address': (piece) => ambiguousPathReason(`/${of(piece)}`),
  'an address of the log-in': (piece) => lookup('GET', `/auth/${of(piece, 2_047)}`),
  'an address of the API': (piece) => lookup('GET', `/api/v1/${of(piece, 2_040)}`),
  'the size': (piece) => sizeProblem(`/?${of(piece)}`, ['a', of(piece)]),
  '100 headers': (piece) =>
    sizeProblem(
      '/',
      Array.from({ length: 200 }, () => of(piece, head / 200)),
    ),
  'the content type': (piece) => {
    try {
      contentType({ method: 'POST', headers: { 'content-length': '1', 'content-type': of(piece) } });
    } catch {
      // rejected
    }
  },
  'the host': (piece) => canonicalUrlFor(shop, of(piece), '/'),
  "the proxies' list": (piece) => clientAddress('10.0.0.1', of(piece), isTrusted),
  'a list of trusted addresses': () => clientAddress('10.0.0.1', of('10.0.0.1,'), isTrusted),
  'a report': (piece) => report('application/reports+json', JSON.stringify([of(piece, 60_000)])),
  'a report of many': (piece) =>
    report('application/reports+json', `[${of(`"${piece === '\\' ? 'x' : piece}",`, 64_000)}`),
  'a report nested deep': () => report('application/csp-report', of('[', 32_000) + of(']', 32_000)),
  'a report of objects': () => report('application/csp-report', of('{"csp-report":', 64_000)),
};

function report(type: string, text: string): void {
  try {
    readViolations(type, parseReport(text));
  } catch {
    // rejected
  }
}

for (const [step, run] of Object.entries(steps))
  test(`${step} has a bounded cost for any content`, () => {
    for (const piece of pieces) {
      const cost = cheapestCpu(most, () => run(piece));
      assert.ok(cost < most, `${piece}: ${cost.toFixed(1)} CPU-ms`);
    }
  });
