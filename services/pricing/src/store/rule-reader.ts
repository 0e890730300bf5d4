/**
 * The rules in force. Every quote asks the database for their versions, so that no instance quotes by rules that were replaced; the
 * documents themselves are read again only when a version is another one.
 */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';
import type { DataSource } from 'typeorm';
import { readAllRules, readVersions } from './rule-store.ts';

export interface RuleReader {
  current(): Promise<PriceRules>;
}

export function createRuleReader({ manager }: Pick<DataSource, 'manager'>): RuleReader {
  let known: { readonly versions: string; readonly rules: PriceRules } | undefined;
  return {
    async current() {
      const versions = await readVersions(manager);
      if (known?.versions === versions) return known.rules;
      const read = await readAllRules(manager);
      known = read;
      return read.rules;
    },
  };
}
