/**
 * Steps of 10 ns per character that a pattern takes on its worst input: most examine a character once or twice, some again from
 * every position where they could begin. Measured by testing/worst-input.test.ts, which fails if a pattern takes more than is
 * listed here.
 */
import type { TextRule } from '../rule.ts';

const defaultSteps = 2;
const slowPatterns: Readonly<Record<string, number>> = {
  'command.piped-to-shell': 12,
  'template.tags': 10,
  'sql.conditional-call': 10,
  'command.brace-list': 8,
  'command.chained-with-arguments': 8,
  'command.serialised': 8,
  'sql.select-from': 8,
  'sql.case-when': 6,
  'sql.select-columns': 6,
  'xss.script-address': 8,
  'command.substitution': 4,
  'sql.bracket-condition': 4,
  'sql.quote-condition': 4,
  'sql.quote-join': 4,
  'xss.data-address': 4,
  'xss.script-break': 4,
};

export const stepsOf = ({ id }: TextRule): number => slowPatterns[id] ?? defaultSteps;
