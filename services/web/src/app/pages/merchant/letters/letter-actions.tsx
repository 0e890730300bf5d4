/** A letter that waits is handled again, or put aside for good with the reason. */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { discardLetter, forgetLetters, replayLetter } from '../api/letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemWords } from '../parts/use-problem-words.ts';

export function LetterActions({ letter: { service, id } }: { readonly letter: DeadLetter }) {
  const { letters: words } = useMerchantMessages();
  const problemWords = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [isDiscarding, setDiscarding] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => replayLetter(service, id),
    onSuccess: ({ status }) => say(status === 'waiting' ? words.failedAgain : words.replayed),
    onSettled: () => forgetLetters(queries),
  });
  return (
    <section className="card stack">
      <p className="soft small">{words.replayText}</p>
      <div className="row">
        <Button busy={isPending} onClick={() => mutate()}>
          {words.replay}
        </Button>
        <Button look="bad" onClick={() => setDiscarding(true)}>
          {words.discard}
        </Button>
      </div>
      {error && (
        <Notice tone="bad" alert>
          {problemWords(error)}
        </Notice>
      )}
      <DiscardDialog service={service} id={id} open={isDiscarding} onClose={() => setDiscarding(false)} />
    </section>
  );
}

interface DiscardDialogProps extends Pick<DeadLetter, 'service' | 'id'> {
  readonly open: boolean;
  readonly onClose: () => void;
}

function DiscardDialog({ service, id, open, onClose }: DiscardDialogProps) {
  const { letters: words, common } = useMerchantMessages();
  const problemWords = useProblemWords();
  const say = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isWanted, setWanted] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => discardLetter(service, id, reason.trim()),
    onSuccess: () => {
      onClose();
      say(words.discarded);
    },
    onSettled: () => forgetLetters(queries),
  });
  return (
    <ActionDialog
      open={open}
      bad
      title={words.discardTitle}
      text={words.discardText}
      action={words.discard}
      busy={isPending}
      problem={error ? problemWords(error) : undefined}
      onClose={() => {
        reset();
        onClose();
      }}
      onAction={() => {
        setWanted(true);
        if (reason.trim()) mutate();
      }}
    >
      <TextField
        label={common.reason}
        hint={words.reasonHint}
        maxLength={200}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        fault={isWanted && !reason.trim() ? common.required : undefined}
      />
    </ActionDialog>
  );
}
