/** Replays a waiting dead letter, or discards it with a reason. */

import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { discardDeadLetter, invalidateDeadLetters, replayDeadLetter } from '../api/dead-letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

export function DeadLetterActions({ letter: { service, id } }: { readonly letter: DeadLetter }) {
  const { letters: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [isDiscarding, setDiscarding] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => replayDeadLetter(service, id),
    onSuccess: ({ status }) => showToast(status === 'waiting' ? texts.failedAgain : texts.replayed),
    onSettled: () => invalidateDeadLetters(queries),
  });
  return (
    <section className="card stack">
      <p className="soft small">{texts.replayText}</p>
      <div className="row">
        <Button busy={isPending} onClick={() => mutate()}>
          {texts.replay}
        </Button>
        <Button variant="bad" onClick={() => setDiscarding(true)}>
          {texts.discard}
        </Button>
      </div>
      {error && (
        <Notice tone="bad" alert>
          {problemTexts(error)}
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
  const { letters: texts, common } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const showToast = useToast();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isSubmitted, setSubmitted] = useState(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => discardDeadLetter(service, id, reason.trim()),
    onSuccess: () => {
      onClose();
      showToast(texts.discarded);
    },
    onSettled: () => invalidateDeadLetters(queries),
  });
  return (
    <ActionDialog
      open={open}
      bad
      title={texts.discardTitle}
      text={texts.discardText}
      action={texts.discard}
      busy={isPending}
      problem={error ? problemTexts(error) : undefined}
      onClose={() => {
        reset();
        onClose();
      }}
      onAction={() => {
        setSubmitted(true);
        if (reason.trim()) mutate();
      }}
    >
      <TextField
        label={common.reason}
        hint={texts.reasonHint}
        maxLength={limits.text.reason}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        error={isSubmitted && !reason.trim() ? common.required : undefined}
      />
    </ActionDialog>
  );
}
