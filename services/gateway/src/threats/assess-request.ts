/**
 * Says how much a request looks like an attack. Pure: no clock, no I/O, the same answer for the same request.
 *
 * A request is taken apart into texts; every text is read as the programs behind would read it; every rule that finds
 * something adds its score. Scores add up within one class in one text, for signs of an attack stand together, and the
 * request's score is the highest such sum: ten fields that each have a little of something honest stay little.
 *
 * Time is bounded by the size that is looked at (`lookedAt`), whatever stands in it.
 */

import { takeApart } from './reading/places.ts';
import { createReading, type Reading } from './reading/views.ts';
import type { Place, ThreatClass } from './rule.ts';
import { type CompiledRule, rulesOf, shapeRules, tooMuchText } from './rules/rules.ts';

export interface RequestParts {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the `?`; '' when there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: { readonly type: string; readonly text: string };
}

export interface Match {
  readonly class: ThreatClass;
  readonly rule: string;
  readonly score: number;
  readonly where: string;
}

export interface Assessment {
  /** 0 = nothing found; may pass 100. Compared with the profile's threshold. */
  readonly score: number;
  /** Of the highest sum; the rule is its strongest. */
  readonly class?: ThreatClass;
  readonly rule?: string;
  /** Everything found, for logs: names of rules and places, nothing of what was sent. */
  readonly matches: readonly Match[];
}

/** Characters: of one text, and of all together. No field of the API takes more than 10,000, no body more than twice that. */
const lookedAt = { text: 12_000, request: 32_768 } as const;
const mostMatches = 50;

export function assessRequest(input: RequestParts): Assessment {
  const { places, shapes } = takeApart(input);
  const matches: Match[] = [];
  const found = (rule: { id: string; class: ThreatClass; score: number }, where: string) => {
    if (matches.length < mostMatches) matches.push({ class: rule.class, rule: rule.id, score: rule.score, where });
  };
  for (const { where, shape } of shapes) for (const rule of shapeRules) if (rule.broken(shape)) found(rule, where);
  let left: number = lookedAt.request;
  for (const place of places) {
    if (left <= 0 || place.text.length > lookedAt.text) found(tooMuchText, place.where);
    if (left <= 0) break;
    const text = place.text.slice(0, Math.min(left, lookedAt.text));
    left -= text.length;
    if (isPlain(place.kind, text)) continue;
    for (const rule of place.where.startsWith('header.') ? findOnce({ ...place, text }) : findAll({ ...place, text }))
      found(rule, place.where);
  }
  return { ...highest(matches), matches };
}

function findAll(place: Place): readonly CompiledRule[] {
  const reading = createReading(place);
  return rulesOf(place.kind).filter((rule) => finds(rule, reading));
}

/** Browsers send the same headers with every request: what was found in one is remembered, and forgotten when it is too much. */
const remembered = new Map<string, readonly CompiledRule[]>();
const mostRemembered = 500;

function findOnce(place: Place): readonly CompiledRule[] {
  if (place.text.length > 500) return findAll(place);
  const key = `${place.where}\n${place.text}`;
  let rules = remembered.get(key);
  if (!rules) {
    if (remembered.size >= mostRemembered) remembered.clear();
    rules = findAll(place);
    remembered.set(key, rules);
  }
  return rules;
}

const finds = ({ pattern, test }: CompiledRule, reading: Reading): boolean =>
  (pattern?.find.test(reading[pattern.view]) ?? false) || (test?.(reading) ?? false);

/** Ids, numbers, slugs, tokens: most of what is sent, and nothing can hide in it. */
const isPlain = (kind: Place['kind'], text: string): boolean =>
  kind === 'name'
    ? /^[A-Za-z][A-Za-z\d-]{0,30}$/.test(text) && !/^(?:constructor|prototype)$/i.test(text)
    : /^[\w-]+(?:\.[\w-]+)*$/.test(text) && !/^(?:rO0AB|aced0005)/.test(text);

function highest(matches: readonly Match[]): Pick<Assessment, 'score' | 'class' | 'rule'> {
  const sums = new Map<string, { score: number; strongest: Match; rules: Set<string> }>();
  for (const match of matches) {
    const key = `${match.class} ${match.where}`;
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
