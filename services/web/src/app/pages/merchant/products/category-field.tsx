/** Category selection of a product; a new category can be added. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { Button } from '../../../design/button.tsx';
import { SelectField } from '../../../design/field.tsx';
import { createCategory } from '../api/categories.ts';
import { CategoryDialog } from '../categories/category-dialog.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface CategoryFieldProps {
  /** A slug. */
  readonly value: string;
  readonly error?: string;
  readonly onChange: (slug: string) => void;
}

export function CategoryField({ value, error, onChange }: CategoryFieldProps) {
  const { products: texts, categories: categoryWords } = useMerchantMessages();
  const { data } = useQuery(categoriesQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="merchant-category">
      <SelectField
        label={texts.fields.category}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        error={error}
      >
        <option value="">{texts.chooseCategory}</option>
        {/* The chosen one is there before all are. */}
        {value && !data?.some(({ slug }) => slug === value) && <option value={value}>{value}</option>}
        {data?.map(({ id, slug, name }) => (
          <option key={id} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button variant="plain" onClick={() => setOpen(true)}>
        {texts.newCategory}
      </Button>
      <CategoryDialog
        open={isOpen}
        title={texts.newCategory}
        action={categoryWords.add}
        save={createCategory}
        done={categoryWords.added}
        onClose={() => setOpen(false)}
        onSaved={({ slug }) => onChange(slug)}
      />
    </div>
  );
}
