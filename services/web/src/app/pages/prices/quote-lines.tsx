/** What makes up the total of an order: goods, discounts, shipping and taxes. Without a quote, or with nothing but goods: the total. */
import type { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { ReactNode } from 'react';
import { Price } from '../../design/price.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { usePriceMessages } from './use-price-messages.ts';

interface QuoteLinesProps {
  readonly quote?: PriceQuote;
  readonly total: Money;
}

export function QuoteLines({ quote, total }: QuoteLinesProps) {
  const texts = usePriceMessages();
  const { money, rate } = useLanguage();
  const priced = (amount: number): Money => ({ ...total, amount });
  return (
    <>
      {quote && !isOnlyGoods(quote) && (
        <div className="quote-lines">
          <Line label={texts.items}>
            <Price money={priced(quote.lines.reduce((sum, { goods }) => sum + goods, 0))} />
          </Line>
          {quote.discounts.map(({ key, name, code, amount }) => (
            <Line key={key} label={texts.discount(name, code)}>
              <Price money={priced(-amount)} />
            </Line>
          ))}
          <Line label={texts.shipping(quote.shipping.name)}>
            {quote.shipping.price === 0 ? texts.free : <Price money={priced(quote.shipping.price)} />}
          </Line>
          {!quote.pricesIncludeTax &&
            quote.taxes.map((tax) => (
              <Line key={`${tax.name} ${tax.rate}`} label={texts.added(tax.name, rate(tax.rate))}>
                <Price money={priced(tax.amount)} />
              </Line>
            ))}
        </div>
      )}
      <p className="spread summary-total">
        <span>{texts.total}</span>
        <strong>
          <Price money={total} />
        </strong>
      </p>
      {quote?.pricesIncludeTax &&
        quote.taxes.map((tax) => (
          <p key={`${tax.name} ${tax.rate}`} className="soft small">
            {texts.included(tax.name, rate(tax.rate), money(priced(tax.amount)))}
          </p>
        ))}
      {quote?.shipping.pickUpAddress && (
        <p className="soft small pick-up">
          {texts.pickUp} {quote.shipping.pickUpAddress}
        </p>
      )}
    </>
  );
}

const Line = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <p className="spread">
    <span>{label}</span>
    <span>{children}</span>
  </p>
);

const isOnlyGoods = ({ discounts, shipping, taxes, pricesIncludeTax }: PriceQuote): boolean =>
  discounts.length === 0 && shipping.price === 0 && (pricesIncludeTax || taxes.length === 0);
