/**
 * Schemas of text typed by people: `SingleLineText` and `MultiLineText`. Both are normalized to Unicode form C and trimmed, must
 * have a visible character, and must not contain what stores or pages cannot handle: control characters, halves of surrogate
 * pairs (invalid in UTF-8), and characters that change the direction of the text around them (Unicode Standard Annex 9, explicit
 * formatting). Lengths are in UTF-16 units, so that the text always fits a column of as many characters.
 */
import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: rejected characters
const singleLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: rejected characters: all except tabs and line breaks
const multiLine = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$/u;
const visible = /[^\p{White_Space}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

const unusableMessage = 'contains a control character, or one that changes the text direction: remove it';
const invisibleMessage = 'has no visible character';

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

/** Line breaks, of which forms and files have three kinds, become `\n`. */
export const MultiLineText = (length: TextLength) => text(length, multiLine, (input) => input.replace(/\r\n?/g, '\n'));

/** A value made by programs, such as a token or a version: visible ASCII. */
export const AsciiToken = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\x21-\x7e]*$/, 'contains a space or a character outside visible ASCII');

/** Characters that no text may have: PostgreSQL cannot store U+0000, and UTF-8 cannot encode half of a surrogate pair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: rejected characters
export const unstorable = /[\u0000\ud800-\udfff]/u;
