/** Discount codes: a field to add one, and what became of each. Enter applies the code and does not send the checkout. */
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { usePriceMessages } from './use-price-messages.ts';

interface CodeFieldProps {
  readonly codes: readonly string[];
  readonly results: QuoteResult['codes'];
  readonly currency: string;
  readonly onChange: (codes: readonly string[]) => void;
}

/** That of PromotionCode, which validates what is sent. */
const pattern = /^[A-Z0-9][A-Z0-9-]{2,29}$/;

export function CodeField({ codes, results, currency, onChange }: CodeFieldProps) {
  const texts = usePriceMessages();
  const { money } = useLanguage();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const most = limits.rules.codesPerOrder;

  function apply(): void {
    const code = typed.trim().toUpperCase();
    if (code === '') return;
    const isNew = !codes.includes(code);
    const wrong = pattern.test(code)
      ? isNew && codes.length >= most
        ? texts.tooManyCodes(most)
        : undefined
      : texts.badCode;
    setError(wrong);
    if (wrong) return;
    setTyped('');
    if (isNew) onChange([...codes, code]);
  }
  const textOf = (code: string): string | undefined => {
    const found = results.find((one) => one.code === code);
    if (!found) return undefined;
    if (found.result !== 'minimum-value') return texts.results[found.result];
    return texts.results['minimum-value'](money({ amount: found.minimumValue ?? 0, currency }));
  };
  return (
    <div className="stack codes">
      <div className="code-row">
        <TextField
          label={texts.code}
          name="discount-code"
          autoComplete="off"
          autoCapitalize="characters"
          value={typed}
          error={error}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            apply();
          }}
        />
        <Button variant="quiet" onClick={apply}>
          {texts.apply}
        </Button>
      </div>
      <ul aria-live="polite">
        {codes.map((code) => (
          <li key={code} className="spread">
            <span>
              <strong translate="no">{code}</strong> <span className="soft small">{textOf(code)}</span>
            </span>
            <Button
              variant="quiet"
              onClick={() => onChange(codes.filter((one) => one !== code))}
              aria-label={texts.remove(code)}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
