/**
 * One text as different programs would decode it. Each decoding is computed when a rule first needs it.
 *
 * raw      as received, decoded once by its own syntax (a query value, a JSON string)
 * decoded  every further encoding decoded; case and lines kept
 * plain    decoded, compatibility forms folded (fullwidth, ligatures), invisible characters removed, lower case, blanks collapsed
 * url      plain, with tabs, line ends and control characters removed, as browsers do in addresses
 * sql      plain, comments read as blanks; the content of MySQL's executable comments unwrapped
 * shell    plain, without what a shell ignores: quotes, backslashes, carets, empty parameters; ${IFS} is a blank
 */

import { type CharacterMask, maskOfText, overlap, union } from './character-mask.ts';
import { decode } from './decode.ts';
import type { InspectedField } from './inspected-field.ts';

export type Decoding = 'raw' | 'decoded' | 'plain' | 'url' | 'sql' | 'shell';

export class DecodedText {
  readonly field: InspectedField;
  readonly raw: string;
  #decoded: string | undefined;
  #plain: string | undefined;
  #url: string | undefined;
  #sql: string | undefined;
  #shell: string | undefined;
  #rawMask: CharacterMask | undefined;
  #masks: Partial<Record<Decoding, CharacterMask>> | undefined;

  constructor(field: InspectedField) {
    this.field = field;
    this.raw = field.text;
  }
  get decoded(): string {
    this.#decoded ??= decode(this.raw);
    return this.#decoded;
  }
  get plain(): string {
    this.#plain ??= normalizeText(this.decoded).replaceAll(blanks, ' ');
    return this.#plain;
  }
  get url(): string {
    this.#url ??= normalizeText(this.decoded).replaceAll(ignoredInUrls, '');
    return this.#url;
  }
  get sql(): string {
    const { plain } = this;
    this.#sql ??= plain.includes('/*') || plain.includes('*/') ? withoutComments(plain).replaceAll(blanks, ' ') : plain;
    return this.#sql;
  }
  get shell(): string {
    this.#shell ??= this.plain
      .replaceAll(/\$\{ifs[^}]{0,20}\}|\$ifs(?:\$\d)?/g, ' ')
      .replaceAll(/\$[@*!]|\$\{\w{0,20}\}|['"\\^]/g, '')
      .replaceAll(blanks, ' ');
    return this.#shell;
  }
  /** No character is encoded or folded: every decoding has the same characters, or fewer, and no capitals. */
  get isSimple(): boolean {
    this.#rawMask ??= maskOfText(this.raw);
    return !overlap(this.#rawMask, maskOfChanging);
  }
  /** Mask of the characters a decoding may contain. */
  maskOf(decoding: Decoding): CharacterMask {
    this.#rawMask ??= maskOfText(this.raw);
    if (decoding === 'raw' || this.isSimple) return this.#rawMask;
    this.#masks ??= {};
    this.#masks[decoding] ??= maskOfText(this[decoding]);
    return this.#masks[decoding];
  }
  /** Whether this decoding has been computed already. */
  has(decoding: Decoding): boolean {
    switch (decoding) {
      case 'raw':
        return true;
      case 'decoded':
        return this.#decoded !== undefined;
      case 'plain':
        return this.#plain !== undefined;
      case 'url':
        return this.#url !== undefined;
      case 'sql':
        return this.#sql !== undefined;
      case 'shell':
        return this.#shell !== undefined;
    }
  }
}

/** What decodings turn into other characters: escapes, disguised blanks (`${IFS}`, comments), everything beyond ASCII. */
const maskOfChanging = ['%', '&', '\\', '$', '*', '\n', '\u0100'].map(maskOfText).reduce(union);

/** Zero-width and direction marks, soft hyphens, variation selectors: they are invisible and split words. */
const invisible =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0e]|\ufe0f|\ufeff/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
const blanks = /[\s\x00-\x1f\x7f\xa0]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
const ignoredInUrls = /[\x00-\x1f\x7f]+/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const asciiOnly = /^[\x00-\x7f]*$/;

const normalizeText = (text: string) =>
  (asciiOnly.test(text) ? text : text.normalize('NFKC').replaceAll(invisible, '')).toLowerCase();

/** A single pass over the text, so that a thousand unterminated comments cost no more than their length. */
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
