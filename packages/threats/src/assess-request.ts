/**
 * Scores how much a request looks like an attack. Pure: no clock, no I/O, the same result for the same request.
 *
 * A request is split into fields; every field is decoded in the ways the programs behind the gateway might decode it; every
 * rule that matches adds its score. Scores add up per class within one field, because signs of an attack occur together, and
 * the request's score is the highest such sum: ten fields that each contain something slightly suspicious stay low.
 *
 * Time is bounded by a budget of values and steps (inspection-budget.ts), whatever a request contains. A request that exceeds
 * it is not assessed in part: `exceeded` is set, and the caller rejects it.
 */

import { extractFields } from './decoding/extract-fields.ts';
import type { RequestParts } from './decoding/request-parts.ts';
import { createTextInspector } from './inspect-text.ts';
import { createInspectionBudget, type Exceeded } from './inspection-budget.ts';
import type { ThreatClass } from './rule.ts';
import { shapeRules } from './rules/rules.ts';

export interface Match {
  readonly class: ThreatClass;
  readonly rule: string;
  readonly score: number;
  readonly location: string;
}

export interface Assessment {
  /** 0 = no match; may exceed 100. Compared with the profile's threshold. */
  readonly score: number;
  /** Class of the highest sum, and its strongest rule. */
  readonly class?: ThreatClass;
  readonly rule?: string;
  /** Everything that matched, for logs: rule names and locations, nothing of the payload. */
  readonly matches: readonly Match[];
  /** Which limit was exceeded; what matched until then is still reported. */
  readonly exceeded?: Exceeded;
  /** Steps used; at most slightly more than `inspectionLimits.steps`. */
  readonly steps: number;
}

const maxMatches = 50;

export function assessRequest(input: RequestParts): Assessment {
  const budget = createInspectionBudget();
  const inspect = createTextInspector(budget);
  const matches: Match[] = [];
  const found = (rule: { id: string; class: ThreatClass; score: number }, location: string) => {
    if (matches.length < maxMatches) matches.push({ class: rule.class, rule: rule.id, score: rule.score, location });
  };
  for (const part of extractFields(input, budget)) {
    if (part.is === 'text') for (const rule of inspect(part.field)) found(rule, part.field.location);
    else for (const rule of shapeRules) if (rule.broken(part.shape)) found(rule, part.location);
    if (budget.exceeded) break;
  }
  const { exceeded, used: steps } = budget;
  return { ...highest(matches), matches, ...(exceeded ? { exceeded } : {}), steps };
}

function highest(matches: readonly Match[]): Pick<Assessment, 'score' | 'class' | 'rule'> {
  const sums = new Map<string, { score: number; strongest: Match; rules: Set<string> }>();
  for (const match of matches) {
    const key = `${match.class} ${match.location}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { score: match.score, strongest: match, rules: new Set([match.rule]) });
    else if (!sum.rules.has(match.rule)) {
      sum.rules.add(match.rule);
      sum.score += match.score;
      if (match.score > sum.strongest.score) sum.strongest = match;
    }
  }
  const top = [...sums.values()].reduce<{ score: number; strongest: Match } | undefined>(
    (best, sum) => (best && best.score >= sum.score ? best : sum),
    undefined,
  );
  return top ? { score: top.score, class: top.strongest.class, rule: top.strongest.rule } : { score: 0 };
}
