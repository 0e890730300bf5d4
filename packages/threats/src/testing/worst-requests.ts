/**
 * Finds the requests whose inspection is slowest: every pattern's worst input, in every way a request can carry much text: one
 * long value, many short ones, names, nesting, headers, cookies, parameters, JSON in a parameter. As large as the gateway
 * accepts (8 KB of headers and path, 20 parameters, 64 KB of a body).
 */
import { sizeLimits } from '@mambogo/contracts/size-limits.ts';
import { type Assessment, assessRequest } from '../assess-request.ts';
import type { RequestParts } from '../decoding/request-parts.ts';
import { textRules } from '../rules/rules.ts';
import { cpuMilliseconds } from './cpu-time.ts';
import { repeat, worstInput } from './worst-input.ts';

export interface WorstRequest {
  readonly shape: string;
  readonly text: string;
  readonly milliseconds: number;
  readonly assessment: Assessment;
  /** CPU-ms of one more run, with texts that no run had before. */
  again(): number;
}

const bodySize = 65_000;
const headerSize = 7_000;
/** A text of the given length; `at` makes the texts of one request different. */
type MakeText = (length: number, at: number) => string;

const request = (parts: Partial<RequestParts>): RequestParts => ({
  method: 'POST',
  path: '/api/v1/cart/items',
  query: '',
  headers: {},
  ...parts,
});
const jsonBody = (text: string) => request({ body: { type: 'application/json', text: text.slice(0, bodySize) } });
const formBody = (text: string) =>
  request({ body: { type: 'application/x-www-form-urlencoded', text: text.slice(0, bodySize) } });
/** `count` texts that fill `size` together. */
const texts = (make: MakeText, count: number, size: number) =>
  Array.from({ length: count }, (_none, at) => make(Math.max(1, Math.floor(size / count) - 8), at));
const values = (make: MakeText, count: number) => jsonBody(JSON.stringify(texts(make, count, bodySize * 0.8)));
const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

export const shapes: Readonly<Record<string, (make: MakeText) => RequestParts>> = {
  'one value': (make) => values(make, 1),
  '10 values': (make) => values(make, 10),
  '100 values': (make) => values(make, 100),
  '500 values': (make) => values(make, 500),
  '2,000 values': (make) => values(make, 2_000),
  '15,000 values': (make) => values(make, 15_000),
  '500 names': (make) =>
    jsonBody(JSON.stringify(Object.fromEntries(texts(make, 500, bodySize * 0.8).map((name) => [name, 1])))),
  'values nested 60 deep': (make) =>
    jsonBody(
      `${texts(make, 60, bodySize * 0.8)
        .map((one) => `{${JSON.stringify(one)}:`)
        .join('')}1`,
    ),
  'brackets alone': () => jsonBody('[],'.repeat(bodySize)),
  'a form of 500 fields': (make) =>
    formBody(
      texts(make, 500, bodySize * 0.4)
        .map((one, at) => `f${at}=${encoded(one)}`)
        .join('&'),
    ),
  'a form of one field': (make) => formBody(`f=${encoded(make(bodySize, 0))}`),
  'a form of percent signs': () => formBody(`f=${'%25'.repeat(bodySize / 3)}`),
  '20 parameters': (make) =>
    request({
      method: 'GET',
      query: texts(make, sizeLimits.queryParameters, headerSize / 2)
        .map((one, at) => `p${at}=${encoded(one)}`)
        .join('&'),
    }),
  'JSON in 20 parameters': (make) =>
    request({
      method: 'GET',
      query: texts(make, sizeLimits.queryParameters, headerSize / 2)
        .map((one, at) => `p${at}=${encoded(JSON.stringify([one, one + at]))}`)
        .join('&'),
    }),
  '49 headers': (make) =>
    request({
      headers: Object.fromEntries(
        texts(make, sizeLimits.headers - 1, headerSize).map((one, at) => [`x-${at}`, one.replaceAll(/[\r\n]/g, ' ')]),
      ),
    }),
  'a cookie header': (make) =>
    request({
      headers: {
        cookie: texts(make, 400, headerSize)
          .map((one, at) => `c${at}=${one}`)
          .join('; '),
      },
    }),
  'a cookie header of separators': () => request({ headers: { cookie: ';'.repeat(headerSize) } }),
};

/** Every shape with the worst inputs of the slowest patterns; the slowest request first. */
export function worstRequests(): WorstRequest[] {
  const makers = new Map<string, MakeText>([
    ['blanks', (length) => ' '.repeat(length)],
    ['punctuation', (length, at) => repeat(`${at}`, `'"(<{$;|/\\%*[=&\`@#!>)}]-,.: `, length)],
  ]);
  const slowest = textRules
    .flatMap(({ id, ...rule }) => {
      const worst = worstInput({ id, ...rule }, 1_500);
      return worst ? [{ ...worst, id }] : [];
    })
    .sort((one, other) => other.milliseconds - one.milliseconds);
  for (const { id, beginning, piece } of slowest.slice(0, patterns))
    makers.set(id, (length, at) => repeat(`${at} ${beginning}`, piece, length));
  const found: WorstRequest[] = [];
  for (const [text, make] of makers)
    for (const [shape, build] of Object.entries(shapes)) {
      // A different number in every text of every run, so that nothing is cached from the previous one.
      const made = (run: number) => build((length, at) => make(length, at + run * 10_000));
      const assessment = assessRequest(made(0));
      let run = 0;
      const again = () => {
        const next = made(++run);
        return cpuMilliseconds(() => void assessRequest(next));
      };
      const milliseconds = Math.min(...Array.from({ length: runs }, again));
      found.push({ shape, text, assessment, milliseconds, again });
    }
  return found.sort((one, other) => other.milliseconds - one.milliseconds);
}

const runs = 3;
/** Patterns whose worst inputs are tried in all shapes. */
const patterns = 30;
