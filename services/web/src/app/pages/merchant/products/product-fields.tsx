/** What a product is called, costs, and says. */
import { TextArea, TextField } from '../../../design/field.tsx';
import { shopFacts } from '../../../shop-facts.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useLocale } from '../parts/use-locale.ts';
import { writeMoney } from '../typed-money.ts';
import { CategoryField } from './category-field.tsx';
import type { ProductDraft } from './product-draft.ts';

interface ProductFieldsProps {
  readonly draft: ProductDraft;
  /** Words by JSON Pointer. */
  readonly faults: Readonly<Record<string, string>>;
  readonly change: (changes: Partial<ProductDraft>) => void;
}

export function ProductFields({ draft, faults, change }: ProductFieldsProps) {
  const { products: words, common } = useMerchantMessages();
  const locale = useLocale();
  const { currency, amounts } = shopFacts;
  /** Shows how an amount is written: one that can be charged. */
  const example = 1_250 * amounts.step;
  return (
    <section className="card merchant-fields">
      <div className="merchant-wide">
        <TextField
          label={words.fields.name}
          autoComplete="off"
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
          fault={faults['/name']}
        />
      </div>
      <TextField
        label={words.fields.sku}
        hint={words.skuHint}
        autoComplete="off"
        spellCheck={false}
        value={draft.sku}
        onChange={({ target }) => change({ sku: target.value.toUpperCase() })}
        fault={faults['/sku']}
      />
      <TextField
        label={words.fields.price}
        hint={words.priceHint(writeMoney(example, locale, currency), currency)}
        inputMode="decimal"
        autoComplete="off"
        value={draft.price}
        onChange={({ target }) => change({ price: target.value })}
        fault={faults['/price']}
      />
      <CategoryField value={draft.category} fault={faults['/category']} onChange={(category) => change({ category })} />
      <TextField
        label={words.fields.brand}
        optional={common.optional}
        autoComplete="off"
        value={draft.brand}
        onChange={({ target }) => change({ brand: target.value })}
        fault={faults['/brand']}
      />
      <div className="merchant-wide">
        <TextArea
          label={words.fields.description}
          optional={common.optional}
          rows={6}
          value={draft.description}
          onChange={({ target }) => change({ description: target.value })}
          fault={faults['/description']}
        />
      </div>
      <div className="merchant-wide">
        <TextField
          label={words.fields.tags}
          optional={common.optional}
          hint={words.tagsHint}
          autoComplete="off"
          value={draft.tags}
          onChange={({ target }) => change({ tags: target.value })}
          fault={faults['/tags']}
        />
      </div>
    </section>
  );
}
