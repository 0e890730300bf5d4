/**
 * The kinds of characters in a text, as two bit sets: a cheap way to know that a pattern can't match before it is tried. Every
 * ASCII punctuation character has its own bit; letters, digits, blanks, control characters and non-ASCII share one each.
 */
export interface CharacterMask {
  readonly punctuation: number;
  readonly others: number;
}

const letter = 1;
const digit = 2;
const blank = 4;
const control = 8;
const beyondAscii = 16;

const punctuationMarks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const punctuationBits = new Int32Array(128);
const otherBits = new Int32Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  const at = punctuationMarks.indexOf(character);
  if (at >= 0) punctuationBits[code] = 1 << at;
  else if (/[a-z]/i.test(character)) otherBits[code] = letter;
  else if (/\d/.test(character)) otherBits[code] = digit;
  else otherBits[code] = code === 32 ? blank : control;
}

export function maskOfText(text: string): CharacterMask {
  let punctuation = 0;
  let others = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      punctuation |= punctuationBits[code] ?? 0;
      others |= otherBits[code] ?? 0;
    } else others |= beyondAscii;
  }
  return { punctuation, others };
}

/** Mask of all characters from `min` to `max`. */
export function maskOfRange(min: number, max: number): CharacterMask {
  let mask = emptyMask;
  for (let code = min; code <= Math.min(max, 127); code += 1)
    mask = union(mask, { punctuation: punctuationBits[code] ?? 0, others: otherBits[code] ?? 0 });
  return max > 127 ? union(mask, { punctuation: 0, others: beyondAscii }) : mask;
}

export const emptyMask: CharacterMask = { punctuation: 0, others: 0 };
export const fullMask: CharacterMask = { punctuation: -1, others: letter | digit | blank | control | beyondAscii };
export const union = (one: CharacterMask, other: CharacterMask): CharacterMask => ({
  punctuation: one.punctuation | other.punctuation,
  others: one.others | other.others,
});
export const overlap = (one: CharacterMask, other: CharacterMask): boolean =>
  (one.punctuation & other.punctuation) !== 0 || (one.others & other.others) !== 0;
/** Number of kinds of characters in the mask. */
export const sizeOf = ({ punctuation, others }: CharacterMask): number => bits(punctuation) + bits(others);

function bits(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count += 1;
  return count;
}
