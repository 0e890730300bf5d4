/**
 * Runs the rules on one text after another within the budget of the request. Equal texts are inspected once; texts that cannot
 * contain an attack are skipped; a rule is skipped if its pattern can't match (required-characters.ts).
 */
import { LRUCache } from 'lru-cache';
import { DecodedText, type Decoding } from './decoding/decoded-text.ts';
import type { InspectedField } from './decoding/inspected-field.ts';
import { type InspectionBudget, stepsPerPattern, stepsPerValue } from './inspection-budget.ts';
import { isMet } from './required-characters.ts';
import { type CompiledRule, rulesOf } from './rules/rules.ts';
import { allowsLoopback } from './rules/ssrf.ts';

/** Returns the rules that match a text; if the budget is used up in between, those that matched until then. */
export type InspectText = (field: InspectedField) => readonly CompiledRule[];

/** Browsers send the same headers with every request: their results are cached. */
const headers = new LRUCache<string, readonly CompiledRule[]>({ max: 1_000 });
const maxCachedLength = 500;

export function createTextInspector(budget: InspectionBudget): InspectText {
  const inspected = new Map<string, readonly CompiledRule[]>();

  return (field) => {
    if (!budget.takeSteps(field.text.length) || isHarmless(field)) return noRules;
    // Each header occurs once, and again in the next request.
    const isHeader = field.location.startsWith('header.');
    const key = isHeader ? `${field.location}\n${field.text}` : keyOf(field);
    const known = isHeader ? headers.get(key) : inspected.get(key);
    if (known) return known;
    const counts = !isHeader && field.kind !== 'path';
    if ((counts && !budget.takeValue()) || !budget.takeSteps(stepsPerValue)) return noRules;
    const found = findAll(field, budget);
    if (!isHeader) inspected.set(key, found);
    else if (field.text.length <= maxCachedLength && !budget.exceeded) headers.set(key, found);
    return found;
  };
}

const noRules: readonly CompiledRule[] = [];

/** Rules by everything they depend on in a field's location, except for headers. */
const keyOf = ({ kind, location, text, multiLine }: InspectedField): string =>
  `${kind}${multiLine ? '+' : ''}${allowsLoopback(location) ? '>' : ''}\n${text}`;

function findAll(field: InspectedField, budget: InspectionBudget): readonly CompiledRule[] {
  const decoded = new DecodedText(field);
  const found: CompiledRule[] = [];
  for (const rule of rulesOf(field.kind)) {
    const outcome = tryRule(rule, decoded, budget);
    if (outcome === 'budget') break;
    if (outcome === 'found') found.push(rule);
  }
  return found;
}

function tryRule(rule: CompiledRule, decoded: DecodedText, budget: InspectionBudget): 'found' | 'not' | 'budget' {
  const { pattern, requirement, test, steps } = rule;
  if (pattern && requirement) {
    const { decoding } = pattern;
    if (!decoded.isSimple && !takeStepsOfDecoding(decoded, decoding, budget)) return 'budget';
    if (isMet(requirement, decoded.maskOf(decoding))) {
      if (!takeStepsOfDecoding(decoded, decoding, budget)) return 'budget';
      const text = decoded[decoding];
      if (!budget.takeSteps(stepsPerPattern + text.length * steps)) return 'budget';
      if (pattern.find.test(text)) return 'found';
    }
  }
  if (!test) return 'not';
  if (!budget.takeSteps(stepsPerPattern + decoded.raw.length)) return 'budget';
  return test(decoded) ? 'found' : 'not';
}

/** Steps for computing a decoding, if it is not there yet. */
function takeStepsOfDecoding(decoded: DecodedText, decoding: Decoding, budget: InspectionBudget): boolean {
  if (decoded.has(decoding)) return true;
  const perCharacter =
    (decoded.has('decoded') ? 0 : stepsPerDecoding.decoded) + (decoding === 'decoded' ? 0 : stepsPerDecoding[decoding]);
  return budget.takeSteps(decoded.raw.length * (decoded.isSimple ? 2 : perCharacter));
}

/** Steps per character for computing a decoding, in the worst case. */
const stepsPerDecoding: Readonly<Record<Decoding, number>> = {
  raw: 1,
  decoded: 20,
  plain: 10,
  url: 10,
  sql: 10,
  shell: 10,
};

/** Ids, numbers, slugs, tokens: most of what is sent, and too simple to contain an attack. */
const isHarmless = ({ kind, text }: InspectedField): boolean =>
  kind === 'name'
    ? /^[A-Za-z][A-Za-z\d-]{0,30}$/.test(text) && !/^(?:constructor|prototype)$/i.test(text)
    : /^[\w-]+(?:\.[\w-]+)*$/.test(text) && !/^(?:rO0AB|aced0005)/.test(text);
