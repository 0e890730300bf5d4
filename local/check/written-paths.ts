/**
 * Paths of the API are written once, in the route values of packages/contracts; callers make them with `pathOf` or a typed call, so
 * that a renamed route does not compile anywhere. Pure: a source in, problems out.
 */
import { routes } from '@mambogo/contracts/api/routes.ts';
import type { Source } from './sources.ts';

/** Where paths have to be written, and why. */
const allowed: readonly (readonly [files: RegExp, reason: string])[] = [
  [/^packages\/contracts\/src\//, 'the contract itself, its generated endpoints and their tests'],
  [/^local\/check\//, 'this rule and its test'],
  [/^local\/new-service\/template\/contracts\//, 'the contract of a service to be written'],
  [/^docs\/compatibility\/.*\.test\.ts$/, 'paths of released versions, which the contract has to keep'],
  [/^packages\/threats\/src\//, 'requests of the corpus are recorded text'],
  [/^services\/gateway\/src\/.*\.test\.ts$/, 'tests of the gateway send raw, malformed and unknown targets'],
  [/^e2e\/gateway-edge\.test\.ts$/, 'malformed targets'],
  [/^e2e\/security\/addresses\.test\.ts$/, 'malformed targets'],
  [/^e2e\/security\/(smuggling|slow-clients|decompression-bombs)\.test\.ts$/, 'requests as bytes'],
  [/^e2e\/security\/ambiguous-requests\.ts$/, 'requests as bytes'],
  [/^e2e\/security\/availability\/attacks\//, 'attacks, as an attacker sends them'],
];

const segments = [...new Set(routes.map(({ path }) => path.split('/')[3]))];
const written = new RegExp(`/api/v1/(?:${segments.join('|')})\\b[^'"\`\\s]*`, 'g');

export const writtenPaths = ({ path, text }: Source): string[] =>
  allowed.some(([files]) => files.test(path))
    ? []
    : withoutComments(text)
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(written)].map(
            ([address]) =>
              `line ${index + 1}: ${address} is written by hand: use the route value (packages/contracts/src/api) with a typed call or pathOf`,
          ),
        );

/** Line numbers stay as they are. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/gm, (comment) => comment.replaceAll(/[^\n]/g, ''));
