/**
 * One text as different programs would read it. Each view is made when a rule first asks for it.
 *
 * raw      as it came, once decoded by its own syntax (a query value, a JSON string)
 * decoded  with every further encoding undone; case and lines kept
 * plain    decoded, compatibility forms folded (fullwidth, ligatures), invisible characters gone, lower case, blanks collapsed
 * url      plain, but with tabs, line ends and control characters removed, as browsers do in addresses
 * sql      plain, comments read as blanks; what MySQL runs inside a comment taken out of it
 * shell    plain, without what a shell ignores: quotes, backslashes, carets, empty parameters; ${IFS} is a blank
 */
import type { Place } from '../rule.ts';
import { decode } from './decode.ts';

export interface Reading {
  readonly place: Place;
  readonly raw: string;
  readonly decoded: string;
  readonly plain: string;
  readonly url: string;
  readonly sql: string;
  readonly shell: string;
}

export function createReading(place: Place): Reading {
  const kept: Partial<Record<keyof typeof makers, string>> = {};
  const view = (name: keyof typeof makers): string => {
    kept[name] ??= makers[name](reading);
    return kept[name];
  };
  const reading: Reading = {
    place,
    raw: place.text,
    get decoded() {
      return view('decoded');
    },
    get plain() {
      return view('plain');
    },
    get url() {
      return view('url');
    },
    get sql() {
      return view('sql');
    },
    get shell() {
      return view('shell');
    },
  };
  return reading;
}

/** Zero-width and direction marks, soft hyphens, variation selectors: nobody sees them, and they split words. */
const invisible =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0e]|\ufe0f|\ufeff/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const blanks = /[\s\x00-\x1f\x7f\xa0]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const inAddresses = /[\x00-\x1f\x7f]+/g;

const fold = (text: string) => text.normalize('NFKC').replaceAll(invisible, '').toLowerCase();

const makers = {
  decoded: ({ raw }: Reading) => decode(raw),
  plain: ({ decoded }: Reading) => fold(decoded).replaceAll(blanks, ' '),
  url: ({ decoded }: Reading) => fold(decoded).replaceAll(inAddresses, ''),
  sql: ({ plain }: Reading) =>
    plain.includes('/*') || plain.includes('*/') ? withoutComments(plain).replaceAll(blanks, ' ') : plain,
  shell: ({ plain }: Reading) =>
    plain
      .replaceAll(/\$\{ifs[^}]{0,20}\}|\$ifs(?:\$\d)?/g, ' ')
      .replaceAll(/\$[@*!]|\$\{\w{0,20}\}|['"\\^]/g, '')
      .replaceAll(blanks, ' '),
} satisfies Record<string, (reading: Reading) => string>;

/** One walk along the text, so that a thousand comments that never end cost no more than their length. */
function withoutComments(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('/*', at);
    if (open < 0) return out + text.slice(at).replaceAll('*/', ' ');
    out += `${text.slice(at, open).replaceAll('*/', ' ')} `;
    const runs = /^!\d{0,6}/.exec(text.slice(open + 2, open + 9));
    const close = text.indexOf('*/', open + 2);
    if (runs) at = open + 2 + runs[0].length;
    else if (close < 0) return out + text.slice(open + 2);
    else at = close + 2;
  }
  return out;
}
