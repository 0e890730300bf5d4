/** What a rule of threat detection is. Rules are data: one file per class in rules/, each rule with texts that it must and must not find. */

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
  /** 90 and more: nothing honest looks so; 50 to 75: hardly anything; below 50: only together with another sign. */
  readonly score: number;
  /** What it finds, for people. */
  readonly finds: string;
  /** Examples: texts it finds, and honest ones it leaves alone. Where the kind of place matters, `kinds[0]` is taken. */
  readonly hits: readonly string[];
  readonly misses: readonly string[];
}

/** Looks at one text. */
export interface TextRule extends Described {
  /** Where it looks; default: everywhere but in shaped headers and hosts. */
  readonly kinds?: readonly FieldKind[];
  /** In which view of the text, see reading/views.ts. Bounded repetition only: its time grows with the text, not faster. */
  readonly pattern?: { readonly decoding: Decoding; readonly find: RegExp };
  /** For what a pattern can't say. */
  readonly test?: (decoded: DecodedText) => boolean;
}

/** Looks at how a JSON body is built; examples are bodies. */
export interface ShapeRule extends Described {
  readonly broken: (shape: JsonShape) => boolean;
}
