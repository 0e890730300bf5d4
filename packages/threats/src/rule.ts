/** The shape of a threat rule. Rules are data: one file per class in rules/, each rule with texts it must and must not match. */

import type { DecodedText, Decoding } from './decoding/decoded-text.ts';
import type { FieldKind } from './decoding/inspected-field.ts';
import type { JsonShape } from './decoding/scan-json.ts';

export const threatClasses = [
  'sql',
  'xss',
  'traversal',
  'command',
  'template',
  'header',
  'formula',
  'json',
  'prototype',
  'ssrf',
] as const;
export type ThreatClass = (typeof threatClasses)[number];

interface Described {
  readonly id: string;
  readonly class: ThreatClass;
  /** 90 and more: no benign text looks like this; 50 to 75: hardly any; below 50: only together with another sign. */
  readonly score: number;
  /** Description for humans. */
  readonly finds: string;
  /** Examples: texts that match, and benign ones that do not. If the kind of field matters, `kinds[0]` is used. */
  readonly hits: readonly string[];
  readonly misses: readonly string[];
}

/** Inspects one text. */
export interface TextRule extends Described {
  /** Kinds of fields it applies to; default: all but shaped headers and hosts. */
  readonly kinds?: readonly FieldKind[];
  /** The decoding it applies to, see decoding/decoded-text.ts. Bounded repetition only: its time must be linear in the text. */
  readonly pattern?: { readonly decoding: Decoding; readonly find: RegExp };
  /** For conditions a pattern can't express. */
  readonly test?: (decoded: DecodedText) => boolean;
}

/** Inspects the structure of a JSON body; examples are bodies. */
export interface ShapeRule extends Described {
  readonly broken: (shape: JsonShape) => boolean;
}
