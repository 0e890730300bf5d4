/** The input fields of a product. */
import { TextArea, TextField } from '../../../design/field.tsx';
import { productPath } from '../../../page-paths.ts';
import { shopConfig } from '../../../shop-config.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { formatMoneyInput } from '../parse-money.ts';
import { useLocale } from '../parts/use-locale.ts';
import { CategoryField } from './category-field.tsx';
import type { ProductDraft } from './product-draft.ts';

interface ProductFieldsProps {
  readonly draft: ProductDraft;
  /** Error messages by JSON Pointer. */
  readonly errors: Readonly<Record<string, string>>;
  readonly change: (changes: Partial<ProductDraft>) => void;
}

export function ProductFields({ draft, errors, change }: ProductFieldsProps) {
  const { products: texts, common } = useMerchantMessages();
  const locale = useLocale();
  const { currency, amounts } = shopConfig;
  /** Example amount for the hint: one that can be charged. */
  const example = 1_250 * amounts.step;
  return (
    <section className="card merchant-fields">
      <div className="merchant-wide">
        <TextField
          label={texts.fields.name}
          autoComplete="off"
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
          error={errors['/name']}
        />
      </div>
      <TextField
        label={texts.fields.sku}
        hint={texts.skuHint}
        autoComplete="off"
        spellCheck={false}
        value={draft.sku}
        onChange={({ target }) => change({ sku: target.value.toUpperCase() })}
        error={errors['/sku']}
      />
      <TextField
        label={texts.fields.price}
        hint={texts.priceHint(formatMoneyInput(example, locale, currency), currency)}
        inputMode="decimal"
        autoComplete="off"
        value={draft.price}
        onChange={({ target }) => change({ price: target.value })}
        error={errors['/price']}
      />
      <TextField
        label={texts.fields.slug}
        hint={texts.slugHint(productPath({ id: draft.slug || '…' }))}
        optional={common.optional}
        autoComplete="off"
        spellCheck={false}
        value={draft.slug}
        onChange={({ target }) => change({ slug: target.value.toLowerCase() })}
        error={errors['/slug']}
      />
      <CategoryField value={draft.category} error={errors['/category']} onChange={(category) => change({ category })} />
      <TextField
        label={texts.fields.brand}
        optional={common.optional}
        autoComplete="off"
        value={draft.brand}
        onChange={({ target }) => change({ brand: target.value })}
        error={errors['/brand']}
      />
      <div className="merchant-wide">
        <TextArea
          label={texts.fields.description}
          optional={common.optional}
          rows={6}
          value={draft.description}
          onChange={({ target }) => change({ description: target.value })}
          error={errors['/description']}
        />
      </div>
      <div className="merchant-wide">
        <TextField
          label={texts.fields.tags}
          optional={common.optional}
          hint={texts.tagsHint}
          autoComplete="off"
          value={draft.tags}
          onChange={({ target }) => change({ tags: target.value })}
          error={errors['/tags']}
        />
      </div>
      <div className="merchant-wide">
        <TextField
          label={texts.fields.options}
          optional={common.optional}
          hint={texts.optionsHint}
          autoComplete="off"
          value={draft.options}
          onChange={({ target }) => change({ options: target.value })}
          error={errors['/options'] ?? errors['/variantOf']}
        />
      </div>
    </section>
  );
}
