/** Dialog for the name and slug of a new or renamed category. */

import type { Category, CategoryInput } from '@mambogo/contracts/api/categories.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { TextField } from '../../../design/field.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { readCategoriesAgain } from '../api/categories.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { slugOf } from '../products/slug-of.ts';

interface CategoryDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text?: string;
  /** Label of the button. */
  readonly action: string;
  /** The current name and slug; undefined for a new category. */
  readonly category?: Category;
  readonly save: (input: CategoryInput) => Promise<Category>;
  /** Text of the toast afterwards. */
  readonly done: (name: string) => string;
  readonly onClose: () => void;
  readonly onSaved?: (category: Category) => void;
}

export function CategoryDialog(props: CategoryDialogProps) {
  const { open, title, text, action, category, save, done, onClose, onSaved } = props;
  const { categories: texts, common } = useMerchantMessages();
  const problemWords = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [typedName, setTypedName] = useState<string>();
  /** undefined until edited: the current slug, or one derived from the new name. */
  const [typedSlug, setTypedSlug] = useState<string>();
  const [isTried, setTried] = useState(false);
  const name = typedName ?? category?.name ?? '';
  const slug = typedSlug ?? category?.slug ?? slugOf(name);
  const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
  const clear = () => {
    setTypedName(undefined);
    setTypedSlug(undefined);
    setTried(false);
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => save({ slug, name: name.trim() }),
    onSuccess: async (saved) => {
      await readCategoriesAgain(queries);
      onSaved?.(saved);
      showToast(done(saved.name));
      clear();
      onClose();
    },
  });
  const isTaken = isApiError(error, 'conflict');
  return (
    <ActionDialog
      open={open}
      title={title}
      text={text}
      action={action}
      busy={isPending}
      problem={error && !isTaken ? problemWords(error) : undefined}
      onClose={() => {
        reset();
        clear();
        onClose();
      }}
      onAction={() => {
        setTried(true);
        if (name.trim() && isSlug) mutate();
      }}
    >
      <TextField
        label={texts.name}
        maxLength={limits.text.category}
        autoComplete="off"
        value={name}
        onChange={({ target }) => setTypedName(target.value)}
        error={isTried && name.trim() === '' ? common.required : undefined}
      />
      <TextField
        label={texts.slug}
        hint={texts.slugHint}
        maxLength={limits.text.category}
        autoComplete="off"
        spellCheck={false}
        value={slug}
        onChange={({ target }) => {
          setTypedSlug(target.value);
          reset();
        }}
        error={isTaken ? texts.taken : isTried && !isSlug ? texts.slugFault : undefined}
      />
    </ActionDialog>
  );
}
