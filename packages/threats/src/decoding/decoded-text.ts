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
  /** Nothing in it is decoded or folded: its views have the same characters, or fewer, and no capitals. */
  get isSimple(): boolean {
    this.#rawMask ??= maskOfText(this.raw);
    return !overlap(this.#rawMask, maskOfChanging);
  }
  /** Which characters a view may have. */
  maskOf(decoding: Decoding): CharacterMask {
    this.#rawMask ??= maskOfText(this.raw);
    if (decoding === 'raw' || this.isSimple) return this.#rawMask;
    this.#masks ??= {};
    this.#masks[decoding] ??= maskOfText(this[decoding]);
    return this.#masks[decoding];
  }
  /** The view was made, by whatever needs it. */
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

/** What views turn into other characters: escapes, blanks that are none (`${IFS}`, comments), everything beyond ASCII. */
const maskOfChanging = ['%', '&', '\\', '$', '*', '\n', '\u0100'].map(maskOfText).reduce(union);

/** Zero-width and direction marks, soft hyphens, variation selectors: nobody sees them, and they split words. */
const invisible =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\ufe00-\ufe0e]|\ufe0f|\ufeff/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const blanks = /[\s\x00-\x1f\x7f\xa0]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ignoredInUrls = /[\x00-\x1f\x7f]+/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const asciiOnly = /^[\x00-\x7f]*$/;

const normalizeText = (text: string) =>
  (asciiOnly.test(text) ? text : text.normalize('NFKC').replaceAll(invisible, '')).toLowerCase();

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
