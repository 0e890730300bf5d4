/**
 * How much of a request is inspected. A request that exceeds it is not forwarded half-inspected: it is rejected, and the client
 * learns what to change. Counted in values and in steps, as both cost time: a step is one character examined once by a pattern,
 * some 10 ns.
 */
export const inspectionLimits = {
  /** Different values and names (of parameters, fields, cookies) that are inspected; ids and numbers are not counted. */
  values: 500,
  /** Values and names of one JSON text, form or cookie header, including plain ones. */
  entries: 2_000,
  steps: 1_500_000,
} as const;

/** Cost of a value however short it is, and of a pattern on it. */
export const stepsPerValue = 500;
export const stepsPerPattern = 10;

export type Exceeded = 'values' | 'steps';

export interface InspectionBudget {
  /** false: not enough is left, and `exceeded` says which limit. */
  takeValue(): boolean;
  takeSteps(steps: number): boolean;
  exceed(what: Exceeded): void;
  readonly exceeded: Exceeded | undefined;
  /** Steps used up. */
  readonly used: number;
}

export function createInspectionBudget(): InspectionBudget {
  let values = 0;
  let used = 0;
  let exceeded: Exceeded | undefined;
  return {
    takeValue() {
      values += 1;
      if (values > inspectionLimits.values) exceeded ??= 'values';
      return exceeded === undefined;
    },
    takeSteps(steps) {
      used += steps;
      if (used > inspectionLimits.steps) exceeded ??= 'steps';
      return exceeded === undefined;
    },
    exceed(what) {
      exceeded ??= what;
    },
    get exceeded() {
      return exceeded;
    },
    get used() {
      return used;
    },
  };
}
