/**
 * Text that people type: `Line` of one line, `Note` of several. Both are kept in Unicode's normalization form C, without blanks
 * around them, with something to see in them, and without what no store or page can carry: controls, halves of surrogate pairs
 * (UTF-8 has none), and characters that turn the order of the text around them (Unicode Standard Annex 9, explicit formatting).
 * Lengths are in UTF-16 units, so that a column of as many characters always has room.
 */
import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come in
const singleLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of them but the tab and the ends of lines
const multiLine = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u;
const visible = /[^\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

const unusableMessage = 'has a control character, or one that turns the direction of text: take it out';
const invisibleMessage = 'has nothing to see in it';

export interface TextLength {
  /** Default 1. */
  readonly min?: number;
  readonly max: number;
}

const text = ({ min = 1, max }: TextLength, pattern: RegExp, prepare: (input: string) => string) =>
  z
    .string()
    .overwrite((input) => prepare(input).normalize('NFC').trim())
    .min(min)
    .max(max)
    .regex(pattern, unusableMessage)
    .refine((input) => (input === '' && min === 0) || visible.test(input), invisibleMessage);

export const SingleLineText = (length: TextLength) => text(length, singleLine, (input) => input);

/** Ends of lines become `\n`, as forms and files have them in three ways. */
export const MultiLineText = (length: TextLength) => text(length, multiLine, (input) => input.replace(/\r\n?/g, '\n'));

/** A name that programs gave: a token, a version. Visible ASCII. */
export const AsciiToken = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\x21-\x7e]*$/, 'has a blank or a character outside ASCII');

/** What no text at all may have, whatever it is for: PostgreSQL takes no U+0000, and UTF-8 no half of a surrogate pair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not come in
export const unstorable = /[\u0000\ud800-\udfff]/u;
