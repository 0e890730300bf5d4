/** All rules, by the kind of place they look at. */
import type { PlaceKind, ShapeRule, TextRule } from '../rule.ts';
import { codeRules } from './code.ts';
import { commandRules } from './command.ts';
import { headerRules } from './header.ts';
import { jsonNameRules, jsonShapeRules, tooMuchText } from './json.ts';
import { prototypeRules } from './prototype.ts';
import { sqlRules } from './sql.ts';
import { sqlProbeRules } from './sql-probes.ts';
import { ssrfRules } from './ssrf.ts';
import { templateRules } from './template.ts';
import { traversalRules } from './traversal.ts';
import { xssRules } from './xss.ts';

export type CompiledRule = TextRule;
export { tooMuchText };

export const textRules: readonly TextRule[] = [
  ...sqlRules,
  ...sqlProbeRules,
  ...xssRules,
  ...traversalRules,
  ...commandRules,
  ...codeRules,
  ...templateRules,
  ...headerRules,
  ...jsonNameRules,
  ...prototypeRules,
  ...ssrfRules,
];
export const shapeRules: readonly ShapeRule[] = jsonShapeRules;

/** Where people and programs write freely. */
export const freeKinds: readonly PlaceKind[] = ['query', 'body', 'path', 'name', 'header'];

const allKinds: readonly PlaceKind[] = [...freeKinds, 'shaped', 'host'];
const byKind = new Map(
  allKinds.map((kind) => [kind, textRules.filter(({ kinds = freeKinds }) => kinds.includes(kind))]),
);
export const rulesOf = (kind: PlaceKind): readonly CompiledRule[] => byKind.get(kind) ?? [];
