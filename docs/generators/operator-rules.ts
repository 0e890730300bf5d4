/** The rules of the chart's Roles, as included templates, from the permissions declared in the operator's source. Pure. */
import type { PolicyRule } from '@mambogo/operator/kube/permissions.ts';
import { stringify } from 'yaml';

/** @param rules name of the template -> its rules */
export const operatorRules = (rules: Readonly<Record<string, readonly PolicyRule[]>>): string =>
  [
    '{{- /* Generated from operator/src/kube/permissions.ts by npm run generate. */}}\n',
    ...Object.entries(rules).map(
      ([name, list]) => `\n{{- define "mambogo-operator.${name}" -}}\n${list.map(line).join('')}{{- end }}\n`,
    ),
  ].join('');

const line = (rule: PolicyRule): string => `- ${stringify(rule, { collectionStyle: 'flow', lineWidth: 0 })}`;
