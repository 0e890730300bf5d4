/** An amount of money, formatted for the locale. */
import type { Money } from '@mambogo/contracts/money.ts';
import { useLanguage } from '../language/language-context.tsx';

export function Price({ money }: { readonly money: Money }) {
  // The server's and the browser's locale data may differ in a space.
  return (
    <span className="tabular" suppressHydrationWarning>
      {useLanguage().money(money)}
    </span>
  );
}
