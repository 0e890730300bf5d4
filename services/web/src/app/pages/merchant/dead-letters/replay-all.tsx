/** Replays all waiting dead letters of one service or of all. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { invalidateDeadLetters, replayDeadLetters } from '../api/dead-letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import { services } from './dead-letter-search.ts';

export function ReplayAll({ service }: { readonly service?: Consumer }) {
  const { letters: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => replayDeadLetters(service ? [service] : services),
    onSuccess: ({ replayed, failed }) => {
      setOpen(false);
      showToast(texts.replayedAll(replayed, failed));
    },
    onSettled: () => invalidateDeadLetters(queries),
  });
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {texts.replayAll}
      </Button>
      <ActionDialog
        open={isOpen}
        title={texts.replayAllTitle(service ?? texts.everyService)}
        text={texts.replayAllText}
        action={texts.replayAll}
        busy={isPending}
        problem={error ? problemTexts(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      />
    </>
  );
}
