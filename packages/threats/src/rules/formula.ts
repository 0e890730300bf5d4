/**
 * Cells that a spreadsheet evaluates when an export is opened: programs called (DDE), addresses fetched, functions. Texts that
 * begin with a sign are mostly benign (+49 30 ..., -5 %, =D, @home, - a list): what counts is the function or reference after it.
 */

import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const kinds: readonly FieldKind[] = ['query', 'body'];

const formula = (
  id: string,
  score: number,
  finds: string,
  find: RegExp,
  hits: readonly string[],
  misses: readonly string[],
): TextRule => ({
  id: `formula.${id}`,
  class: 'formula',
  score,
  finds,
  kinds,
  pattern: { decoding: 'plain', find },
  hits,
  misses,
});

export const formulaRules: readonly TextRule[] = [
  formula(
    'program',
    90,
    'a program called from a cell (DDE)',
    /(?:^|[=+\-@*/&;,"'( ])[\w.]{2,30} ?\| ?'[^'|]{0,200}'? ?!|\bdde ?\( ?["']/,
    ["=cmd|' /C calc'!A0", "-2+3+cmd|'/c x'!A1", 'DDE("cmd";"/C calc";"x")', "＝cmd|' /C calc'!A0"],
    ["red | 'blue' | green", "it's 'hot'! | 'cold'!", 'a|b'],
  ),
  formula(
    'remote-function',
    85,
    'a function that fetches an address or calls a library',
    /(?:^|[;,]) ?["']?[=+\-@] ?(?:[a-z]{1,12} ?\( ?){0,3}(?:hyperlink|import(?:xml|feed|html|range|data)|image|webservice|filterxml|rtd|exec|call|register(?:\.id)?) ?\(/,
    [
      '=HYPERLINK("https://x","y")',
      '+hyperlink("x")',
      '=T(WEBSERVICE("https://x"))',
      'a,=IMPORTDATA("x")',
      '@image("x")',
    ],
    ['call (again) = later', 'see hyperlink (above)'],
  ),
  formula(
    'function',
    60,
    'a function at the start of a cell',
    /^[ "';,]{0,4}(?:[=@] ?[a-z]{1,12}\(|[-+](?:sum|concatenate|char|if|indirect|[hvx]?lookup|now|rand|average|count|cell|info|cmd)\()/,
    ['=SUM(A1:A9)', '@SUM(1,2)', '+SUM(1,2)', '=NOW()', '"=CHAR(61)'],
    ['@home (new)', '=) smile', '=D', '+49 (0)30 123', '-5 (five) degrees'],
  ),
  formula(
    'reference',
    60,
    'a calculation or a cell reference',
    /^[ "']{0,3}= ?(?:\d{1,9}|\$?[a-z]{1,3}\$?\d{1,5}) ?[-+*/&] ?["$(]{0,2}[\da-z]/,
    ['=1+1', '=A1+A2', '=2+5+cmd'],
    ['= 5 pieces', '=D pin', '1=1 scale', '=> see page 2'],
  ),
];
