/** All letters that wait are handled again: of one service, or of every one. */
import type { Consumer } from '@mambogo/contracts/api/dead-letters.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { forgetLetters, replayLetters } from '../api/letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';
import { services } from './letter-search.ts';

export function ReplayAll({ service }: { readonly service?: Consumer }) {
  const { letters: words } = useMerchantMessages();
  const problemWords = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => replayLetters(service ? [service] : services),
    onSuccess: ({ replayed, failed }) => {
      setOpen(false);
      say(words.replayedAll(replayed, failed));
    },
    onSettled: () => forgetLetters(queries),
  });
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {words.replayAll}
      </Button>
      <ActionDialog
        open={isOpen}
        title={words.replayAllTitle(service ?? words.everyService)}
        text={words.replayAllText}
        action={words.replayAll}
        busy={isPending}
        problem={error ? problemWords(error) : undefined}
        onClose={() => {
          reset();
          setOpen(false);
        }}
        onAction={() => mutate()}
      />
    </>
  );
}
