/**
 * Schedules guided by coverage: every other one is a mutation of a schedule that reached a situation few others did, so that
 * rare situations are reached often. Deterministic for a seed.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { observeRules } from './pairs/observe-rules.ts';
import type { Rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import { type Choice, choiceLimits } from './script.ts';
import type { SimState } from './sim-state.ts';

/** The longest schedule, in choices: after it the simulation runs to quiescence. */
export const maxScriptLength = 120;

/** In how many schedules each pair and each situation was reached. */
export interface Coverage {
  readonly pairs: Map<string, number>;
  readonly situations: Map<string, number>;
}

export const noCoverage = (): Coverage => ({ pairs: new Map(), situations: new Map() });

/**
 * The first schedule that violates something; undefined: none of `runs` does.
 * @param atRest gets every simulation at its end.
 */
export function searchGuided(
  rules: Rules,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  { pairs, situations }: Coverage = noCoverage(),
  atRest?: (sim: SimState) => void,
): readonly Choice[] | undefined {
  const draw = createDraw(seed);
  const ofPairs = createCorpus(draw, pairs);
  const ofSituations = createCorpus(draw, situations);
  let seen = new Set<string>();
  let met = new Set<string>();
  const observed = observeRules(rules, { pair: (name) => seen.add(name), situation: (name) => met.add(name) });
  for (let run = 0; run < runs; run += 1) {
    const corpus = [ofPairs, undefined, ofSituations, undefined][run % 4];
    const base = corpus?.rare();
    const script = base ? change(draw, base) : draw.script(1 + draw.below(maxScriptLength));
    seen = new Set();
    met = new Set();
    if (runSchedule(observed, script, undefined, atRest).length > 0) return script;
    ofPairs.add(script, seen);
    ofSituations.add(script, met);
  }
  return undefined;
}

interface Corpus {
  add(script: readonly Choice[], reached: ReadonlySet<string>): void;
  /** A schedule that reached something rare. */
  rare(): readonly Choice[] | undefined;
}

/** Reached this often, an item keeps its schedule. */
const rareThreshold = 50;
/** The rarest of this many random items is chosen. */
const drawn = 4;

/** Schedules by what they reached: the latest for each item, as long as it is rare. */
function createCorpus(draw: Draw, counts: Map<string, number>): Corpus {
  const schedules = new Map<string, readonly Choice[]>();
  const names: string[] = [];
  const timesOf = (name: string) => counts.get(name) ?? 0;
  return {
    add(script, reached) {
      for (const name of reached) {
        const times = timesOf(name) + 1;
        counts.set(name, times);
        if (!schedules.has(name)) names.push(name);
        if (times <= rareThreshold || !schedules.has(name)) schedules.set(name, script);
      }
    },
    rare() {
      if (names.length === 0) return undefined;
      const seldom = names.filter((name) => timesOf(name) < rareThreshold);
      const from = seldom.length > 0 ? seldom : names;
      const some = Array.from({ length: drawn }, () => from[draw.below(from.length)] ?? '');
      return schedules.get(some.reduce((best, one) => (timesOf(one) < timesOf(best) ? one : best)));
    },
  };
}

/** Extends it, or truncates and continues it differently, or changes, adds or removes a few of its choices. */
function change(draw: Draw, base: readonly Choice[]): Choice[] {
  const script = [...base];
  const mutation = draw.below(3);
  if (mutation === 0) script.splice(1 + draw.below(script.length));
  for (let i = mutation === 1 ? 0 : 1 + draw.below(4); i > 0; i -= 1) {
    const at = draw.below(script.length + 1);
    const kind = draw.below(4);
    script.splice(at, kind < 2 ? 1 : 0, ...(kind === 0 ? [] : draw.script(kind === 3 ? 4 : 1)));
  }
  return [...script, ...draw.script(draw.below(20))].slice(0, maxScriptLength);
}

interface Draw {
  /** 0 to n - 1 */
  below(n: number): number;
  script(length: number): Choice[];
}

function createDraw(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  const below = (n: number): number => uniformInt(generator, 0, n - 1);
  const { kind, pick, fault } = choiceLimits;
  const choice = (): Choice => [below(kind + 1), below(pick + 1), below(fault + 1)];
  return { below, script: (length) => Array.from({ length }, choice) };
}
