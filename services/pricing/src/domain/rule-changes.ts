/** What a merchant changed in a document of rules, for the trail of what staff did. Pure. */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';

type Entries = ReadonlyMap<string, unknown>;

export interface RuleChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function changesOf<K extends keyof PriceRules>(
  kind: K,
  before: PriceRules[K],
  after: PriceRules[K],
): RuleChanges {
  const [old, next] = [
    entriesOf({ kind, rules: before } as KindedRules),
    entriesOf({ kind, rules: after } as KindedRules),
  ];
  return {
    added: [...next.keys()].filter((key) => !old.has(key)),
    changed: [...next.keys()].filter(
      (key) => old.has(key) && JSON.stringify(old.get(key)) !== JSON.stringify(next.get(key)),
    ),
    removed: [...old.keys()].filter((key) => !next.has(key)),
  };
}

type KindedRules = { [K in keyof PriceRules]: { readonly kind: K; readonly rules: PriceRules[K] } }[keyof PriceRules];

function entriesOf({ kind, rules }: KindedRules): Entries {
  switch (kind) {
    case 'taxes':
      return taxEntries(rules);
    case 'shipping':
      return new Map(rules.methods.map((method) => [method.key, method]));
    case 'promotions':
      return new Map(rules.promotions.map((promotion) => [promotion.key, promotion]));
  }
}

function taxEntries({ rates, classes, ...rest }: PriceRules['taxes']): Entries {
  return new Map<string, unknown>([
    ...Object.entries(rest),
    ...classes.map((one) => [`class ${one.key}`, one] as const),
    ...rates.map((one) => {
      const { name, at, taxClass } = one;
      return [`${name} ${at.country}${at.region ? `-${at.region}` : ''} ${taxClass}`, one] as const;
    }),
  ]);
}
