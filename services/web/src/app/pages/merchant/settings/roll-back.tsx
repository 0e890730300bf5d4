/** Sets the files of an earlier commit again, by a new commit in the merchant's name. */
import type { SettingsChange } from '@mambogo/contracts/api/settings.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { cacheSettingsStatus, rollBackSettings } from '../api/settings.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { useRights } from '../use-rights.ts';
import { shortCommit } from './short-commit.ts';

export function RollBack({ commit: { id } }: { readonly commit: Pick<SettingsChange, 'id'> }) {
  const { settings: texts } = useMerchantMessages();
  const { may } = useRights();
  const problemTexts = useProblemTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const showToast = useToast();
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => rollBackSettings(id),
    onSuccess: (status) => {
      cacheSettingsStatus(queries, status);
      showToast(texts.rolledBack);
      navigate(areaPaths.settings);
    },
  });
  if (!may('admin:all')) return null;
  return (
    <div>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {texts.rollBack}
      </Button>
      <ActionDialog
        open={open}
        title={texts.rollBackTitle(shortCommit(id))}
        text={texts.rollBackText}
        action={texts.rollBack}
        busy={isPending}
        problem={error ? problemTexts(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      />
    </div>
  );
}
