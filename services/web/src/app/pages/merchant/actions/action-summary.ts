/** What an action changed, in one line: an old and a new value, an amount, a quantity, or a title. Pure. */
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import type { Money } from '@mambogo/contracts/money.ts';

interface SummaryFormat {
  money(amount: Money): string;
  number(value: number): string;
}

export function actionSummary({ data }: Pick<StaffAction, 'data'>, { money, number }: SummaryFormat): string {
  const text = (name: string): string | undefined => (typeof data[name] === 'string' ? data[name] : undefined);
  const amount = (name: string): string | undefined => {
    const value = data[name];
    return isMoney(value) ? money(value) : undefined;
  };
  const change = (before: string | undefined, after: string | undefined) =>
    before === undefined ? after : `${before || '–'} → ${after || '–'}`;
  const { quantity, files } = data;
  const parts = [
    text('name') ?? text('title'),
    change(amount('priceBefore'), amount('price')),
    change(text('rolesBefore'), text('roles')),
    amount('amount'),
    typeof quantity === 'number' ? `${quantity > 0 ? '+' : ''}${number(quantity)}` : undefined,
    text('carrier'),
    Array.isArray(files) ? files.join(', ') : undefined,
  ];
  return parts.filter(Boolean).join(' · ');
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' &&
  value !== null &&
  'amount' in value &&
  'currency' in value &&
  typeof value.amount === 'number' &&
  typeof value.currency === 'string';
