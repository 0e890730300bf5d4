/** All rules, by the kind of field they apply to. */

import type { FieldKind } from '../decoding/inspected-field.ts';
import { type Requirement, requirementOf } from '../required-characters.ts';
import type { ShapeRule, TextRule } from '../rule.ts';
import { codeRules } from './code.ts';
import { commandRules } from './command.ts';
import { formulaRules } from './formula.ts';
import { headerRules } from './header.ts';
import { jsonNameRules, jsonShapeRules } from './json.ts';
import { stepsOf } from './pattern-steps.ts';
import { prototypeRules } from './prototype.ts';
import { sqlRules } from './sql.ts';
import { sqlProbeRules } from './sql-probes.ts';
import { ssrfRules } from './ssrf.ts';
import { templateRules } from './template.ts';
import { traversalRules } from './traversal.ts';
import { xssRules } from './xss.ts';

export interface CompiledRule extends TextRule {
  /** Steps per character of a text, in the worst case. */
  readonly steps: number;
  /** Required characters of its pattern; undefined: it has none. */
  readonly requirement: Requirement | undefined;
}

export const textRules: readonly TextRule[] = [
  ...sqlRules,
  ...sqlProbeRules,
  ...xssRules,
  ...traversalRules,
  ...commandRules,
  ...codeRules,
  ...templateRules,
  ...headerRules,
  ...formulaRules,
  ...jsonNameRules,
  ...prototypeRules,
  ...ssrfRules,
];
export const shapeRules: readonly ShapeRule[] = jsonShapeRules;

/** Kinds in which people and programs write freely. */
export const freeKinds: readonly FieldKind[] = ['query', 'body', 'path', 'name', 'header'];

const allKinds: readonly FieldKind[] = [...freeKinds, 'shaped', 'host', 'staff'];
const compiled: readonly CompiledRule[] = textRules.map((rule) => ({
  ...rule,
  steps: stepsOf(rule),
  requirement: rule.pattern && requirementOf(rule.pattern.find),
}));
const byKind = new Map(
  allKinds.map((kind) => [kind, compiled.filter(({ kinds = freeKinds }) => kinds.includes(kind))]),
);
export const rulesOf = (kind: FieldKind): readonly CompiledRule[] => byKind.get(kind) ?? [];
