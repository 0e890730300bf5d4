/** An amount of money, formatted for the locale. */
import type { Money } from '@mambogo/contracts/money.ts';
import { useLanguage } from '../language/language-context.tsx';

export function Price({ money }: { readonly money: Money }) {
  return <span className="tabular">{useLanguage().money(money)}</span>;
}
