/** The shipping methods for the address, with what each costs. Nothing is shown if there is only a free one. */
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import { Notice } from '../../design/notice.tsx';
import { Price } from '../../design/price.tsx';
import { usePriceMessages } from './use-price-messages.ts';

interface ShippingChoiceProps {
  readonly result: QuoteResult;
  readonly currency: string;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

export function ShippingChoice({
  result: { quote, shippingOptions },
  currency,
  chosen,
  onChoose,
}: ShippingChoiceProps) {
  const texts = usePriceMessages();
  if (shippingOptions.length === 0)
    return (
      <Notice tone="bad" alert>
        {texts.notDelivered}
      </Notice>
    );
  const [first] = shippingOptions;
  if (shippingOptions.length === 1 && first?.total === 0 && !first.pickUpAddress) return undefined;
  return (
    <section className="card stack">
      <h2>{texts.method}</h2>
      <fieldset className="shipping-choice">
        <legend className="visually-hidden">{texts.method}</legend>
        {shippingOptions.map(({ key, name, description, pickUpAddress, total }) => (
          <label key={key} className="spread">
            <span>
              <input
                type="radio"
                name="shipping-method"
                checked={key === (chosen ?? quote?.shipping.key)}
                onChange={() => onChoose(key)}
              />{' '}
              {name}
              {(description || pickUpAddress) && (
                <span className="soft small pick-up"> {[description, pickUpAddress].filter(Boolean).join(' · ')}</span>
              )}
            </span>
            {total === 0 ? texts.free : <Price money={{ amount: total, currency }} />}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
