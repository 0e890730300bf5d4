/** Which category a product is in; a new one can be made on the way. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { createCategory } from '../api/products.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { slugOf } from './slug-of.ts';

interface CategoryFieldProps {
  /** A slug. */
  readonly value: string;
  readonly fault?: string;
  readonly onChange: (slug: string) => void;
}

export function CategoryField({ value, fault, onChange }: CategoryFieldProps) {
  const { products: words } = useMerchantMessages();
  const { data } = useQuery(categoriesQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="merchant-category">
      <SelectField
        label={words.fields.category}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        fault={fault}
      >
        <option value="">{words.chooseCategory}</option>
        {/* The chosen one is there before all are. */}
        {value && !data?.some(({ slug }) => slug === value) && <option value={value}>{value}</option>}
        {data?.map(({ id, slug, name }) => (
          <option key={id} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button look="plain" onClick={() => setOpen(true)}>
        {words.newCategory}
      </Button>
      <NewCategory open={isOpen} onClose={() => setOpen(false)} onAdded={onChange} />
    </div>
  );
}

interface NewCategoryProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: (slug: string) => void;
}

function NewCategory({ open, onClose, onAdded }: NewCategoryProps) {
  const { products: words, common } = useMerchantMessages();
  const problemWords = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  /** undefined: made from the name. */
  const [typedSlug, setTypedSlug] = useState<string>();
  const [isWanted, setWanted] = useState(false);
  const slug = typedSlug ?? slugOf(name);
  const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => createCategory({ slug, name: name.trim() }),
    onSuccess: async (category) => {
      await queries.invalidateQueries({ queryKey: categoriesQuery.queryKey });
      onAdded(category.slug);
      say(words.categoryAdded(category.name));
      setName('');
      setTypedSlug(undefined);
      setWanted(false);
      onClose();
    },
  });
  const isTaken = isApiError(error, 'conflict');
  return (
    <ActionDialog
      open={open}
      title={words.newCategory}
      action={words.categoryAdd}
      busy={isPending}
      problem={error && !isTaken ? problemWords(error) : undefined}
      onClose={() => {
        reset();
        onClose();
      }}
      onAction={() => {
        setWanted(true);
        if (name.trim() && isSlug) mutate();
      }}
    >
      <TextField
        label={words.categoryName}
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={({ target }) => setName(target.value)}
        fault={isWanted && name.trim() === '' ? common.required : undefined}
      />
      <TextField
        label={words.categorySlug}
        hint={words.categorySlugHint}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        value={slug}
        onChange={({ target }) => {
          setTypedSlug(target.value);
          reset();
        }}
        fault={isTaken ? words.categoryTaken : isWanted && !isSlug ? words.categorySlugFault : undefined}
      />
    </ActionDialog>
  );
}
