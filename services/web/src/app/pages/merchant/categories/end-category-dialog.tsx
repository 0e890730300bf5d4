/** Merges a category into another one (its URL then redirects there), or deletes it after moving its products. */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { SelectField } from '../../../design/field.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { mergeCategory, readCategoriesAgain, removeCategory } from '../api/categories.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

interface EndCategoryDialogProps {
  readonly open: boolean;
  readonly how: 'merge' | 'remove';
  readonly category: Category;
  readonly others: readonly Category[];
  readonly onClose: () => void;
}

export function EndCategoryDialog({ open, how, category, others, onClose }: EndCategoryDialogProps) {
  const { categories: texts } = useMerchantMessages();
  const problemWords = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [target, setTarget] = useState('');
  const [isTried, setTried] = useState(false);
  const isMerge = how === 'merge';
  const close = () => {
    setTarget('');
    setTried(false);
    onClose();
  };
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => {
      if (isMerge) await mergeCategory(category.slug, target);
      else await removeCategory(category.slug, target || undefined);
    },
    onSuccess: async () => {
      await readCategoriesAgain(queries);
      const name = others.find(({ slug }) => slug === target)?.name ?? '';
      showToast(isMerge ? texts.merged(category.name, name) : texts.removed(category.name));
      close();
    },
  });
  const hasProducts = isApiError(error, 'conflict');
  return (
    <ActionDialog
      open={open}
      bad
      title={isMerge ? texts.mergeTitle(category.name) : texts.removeTitle(category.name)}
      text={isMerge ? texts.mergeText : texts.removeText}
      action={isMerge ? texts.merge : texts.remove}
      busy={isPending}
      problem={error && !hasProducts ? problemWords(error) : undefined}
      onClose={() => {
        reset();
        close();
      }}
      onAction={() => {
        setTried(true);
        if (target || !isMerge) mutate();
      }}
    >
      <SelectField
        label={isMerge ? texts.into : texts.moveTo}
        value={target}
        onChange={(event) => {
          setTarget(event.target.value);
          reset();
        }}
        error={hasProducts ? texts.hasProducts : isTried && isMerge && !target ? texts.chooseTarget : undefined}
      >
        <option value="">{isMerge ? texts.choose : texts.nowhere}</option>
        {others.map(({ id, slug, name }) => (
          <option key={id} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
    </ActionDialog>
  );
}
