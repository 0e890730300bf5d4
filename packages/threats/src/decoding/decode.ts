/**
 * Decodes percent-encoding (including %uXXXX and overlong UTF-8), HTML entities and JavaScript escapes, round after round until
 * nothing changes. Time is linear in the length of the text.
 */

/** Maximum number of rounds: no legitimate client encodes four times. */
const maxRounds = 4;

export function decode(text: string): string {
  let current = text;
  for (let round = 0; round < maxRounds; round += 1) {
    const next = decodeScripts(decodeEntities(decodePercent(current)));
    if (next === current) return next;
    current = next;
  }
  return current;
}

/** One round of percent-decoding; broken sequences stay unchanged. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text
    .replaceAll(/%u([0-9a-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeRun);
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return readUtf8(Buffer.from(run.replaceAll('%', ''), 'hex'));
  }
}

/** UTF-8 as lenient decoders read it: overlong forms yield the hidden character, stray bytes Latin-1. */
function readUtf8(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    let code = length > 1 && first < 0xf8 && at + length <= bytes.length ? first & (0xff >> (length + 1)) : -1;
    for (let next = at + 1; next < at + length && code >= 0; next += 1) {
      const byte = bytes[next] ?? 0;
      code = length === 2 || isContinuation(byte) ? (code << 6) | (byte & 0x3f) : -1;
    }
    text += code >= 0 ? fromCode(code) : String.fromCharCode(first);
    at += code >= 0 ? length : 1;
  }
  return text;
}

const isContinuation = (byte: number) => (byte & 0xc0) === 0x80;
const fromCode = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
  colon: ':',
  lpar: '(',
  rpar: ')',
  sol: '/',
  bsol: '\\',
  newline: '\n',
  tab: '\t',
  equals: '=',
  grave: '`',
  lbrace: '{',
  lcub: '{',
};

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,8})|#(\d{1,9})|([a-z]{2,7}));?/gi, (all, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? all;
    return fromCode(hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16));
  });
}

function decodeScripts(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2}))/gi, (_all, four, braced, two) =>
    fromCode(Number.parseInt(String(four ?? braced ?? two), 16)),
  );
}
