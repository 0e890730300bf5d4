/**
 * Tries the rules on one text after another, within the budget of their request. Equal texts are inspected once; what can
 * hide nothing is not inspected; a rule is not tried where its pattern can't match (required-characters.ts).
 */
import { LRUCache } from 'lru-cache';
import { type InspectionBudget, stepsOfPattern, stepsOfValue } from './inspection-budget.ts';
import type { Place } from './reading/place.ts';
import { Reading, type View } from './reading/views.ts';
import { isMet } from './required-characters.ts';
import { type CompiledRule, rulesOf } from './rules/rules.ts';
import { mayLeadHere } from './rules/ssrf.ts';

/** Rules that find something in a text; when the budget ends in between, those that did until then. */
export type InspectText = (place: Place) => readonly CompiledRule[];

/** Browsers send the same headers with every request: what was found in one is remembered. */
const headers = new LRUCache<string, readonly CompiledRule[]>({ max: 1_000 });
const longestRemembered = 500;

export function createTextInspector(budget: InspectionBudget): InspectText {
  const inspected = new Map<string, readonly CompiledRule[]>();

  return (place) => {
    if (!budget.takeSteps(place.text.length) || isHarmless(place)) return none;
    // Each header is there once, and the same again in the next request.
    const isHeader = place.where.startsWith('header.');
    const key = isHeader ? `${place.where}\n${place.text}` : keyOf(place);
    const known = isHeader ? headers.get(key) : inspected.get(key);
    if (known) return known;
    const counts = !isHeader && place.kind !== 'path';
    if ((counts && !budget.takeValue()) || !budget.takeSteps(stepsOfValue)) return none;
    const found = findAll(place, budget);
    if (!isHeader) inspected.set(key, found);
    else if (place.text.length <= longestRemembered && !budget.exceeded) headers.set(key, found);
    return found;
  };
}

const none: readonly CompiledRule[] = [];

/** All that rules ask of where a text stands, but for headers. */
const keyOf = ({ kind, where, text, multiLine }: Place): string =>
  `${kind}${multiLine ? '+' : ''}${mayLeadHere(where) ? '>' : ''}\n${text}`;

function findAll(place: Place, budget: InspectionBudget): readonly CompiledRule[] {
  const reading = new Reading(place);
  const found: CompiledRule[] = [];
  for (const rule of rulesOf(place.kind)) {
    const outcome = tryRule(rule, reading, budget);
    if (outcome === 'budget') break;
    if (outcome === 'found') found.push(rule);
  }
  return found;
}

function tryRule(rule: CompiledRule, reading: Reading, budget: InspectionBudget): 'found' | 'not' | 'budget' {
  const { pattern, requirement, test, steps } = rule;
  if (pattern && requirement) {
    const { view } = pattern;
    if (!reading.isSimple && !takeStepsOfView(reading, view, budget)) return 'budget';
    if (isMet(requirement, reading.maskOf(view))) {
      if (!takeStepsOfView(reading, view, budget)) return 'budget';
      const text = reading[view];
      if (!budget.takeSteps(stepsOfPattern + text.length * steps)) return 'budget';
      if (pattern.find.test(text)) return 'found';
    }
  }
  if (!test) return 'not';
  if (!budget.takeSteps(stepsOfPattern + reading.raw.length)) return 'budget';
  return test(reading) ? 'found' : 'not';
}

/** Of making a view, if it is not there yet. */
function takeStepsOfView(reading: Reading, view: View, budget: InspectionBudget): boolean {
  if (reading.has(view)) return true;
  const perCharacter =
    (reading.has('decoded') ? 0 : stepsOfView.decoded) + (view === 'decoded' ? 0 : stepsOfView[view]);
  return budget.takeSteps(reading.raw.length * (reading.isSimple ? 2 : perCharacter));
}

/** Steps a character takes until the view is there, at worst. */
const stepsOfView: Readonly<Record<View, number>> = { raw: 1, decoded: 20, plain: 10, url: 10, sql: 10, shell: 10 };

/** Ids, numbers, slugs, tokens: most of what is sent, and nothing can hide in it. */
const isHarmless = ({ kind, text }: Place): boolean =>
  kind === 'name'
    ? /^[A-Za-z][A-Za-z\d-]{0,30}$/.test(text) && !/^(?:constructor|prototype)$/i.test(text)
    : /^[\w-]+(?:\.[\w-]+)*$/.test(text) && !/^(?:rO0AB|aced0005)/.test(text);
