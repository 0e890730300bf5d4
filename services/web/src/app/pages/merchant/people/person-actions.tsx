/** Logging somebody out everywhere, giving and taking the administrator's role. Each is asked once more, and may need a fresh log-in. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { endSessions, rememberPerson, setRoles } from '../api/people.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { isStepUp, stepUp, useInterrupted } from '../parts/step-up.ts';
import { useProblemWords } from '../parts/use-problem-words.ts';

const actionNames = ['end', 'promote', 'demote'] as const;
type Action = (typeof actionNames)[number];
const readAction = (kept: unknown): Action | undefined => actionNames.find((action) => action === kept);

const calls: Readonly<Record<Action, (id: string) => Promise<Person>>> = {
  end: endSessions,
  promote: (id) => setRoles(id, ['USER', 'ADMIN']),
  demote: (id) => setRoles(id, ['USER']),
};

export function PersonActions({ person: { id, login, roles } }: { readonly person: Person }) {
  const { people: words } = useMerchantMessages();
  const problemWords = useProblemWords();
  const queries = useQueryClient();
  const say = useToast();
  const name = `person:${id}`;
  const [open, setOpen] = useState(useInterrupted(name, readAction));
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (action: Action) =>
      calls[action](id).catch((failure: unknown) => {
        if (isStepUp(failure)) return stepUp(failure, name, action);
        throw failure;
      }),
    onSuccess: (person, action) => {
      rememberPerson(queries, person);
      setOpen(undefined);
      say(words[action].done(login));
    },
  });
  const actions: readonly Action[] = ['end', roles.includes('ADMIN') ? 'demote' : 'promote'];
  return (
    <section className="card stack">
      <h2>{words.actions}</h2>
      <p className="soft small">{words.freshText}</p>
      <div className="row">
        {actions.map((action) => (
          <Button key={action} look={action === 'demote' ? 'bad' : 'quiet'} onClick={() => setOpen(action)}>
            {words[action].action}
          </Button>
        ))}
      </div>
      {actions.map((action) => (
        <ActionDialog
          key={action}
          open={open === action}
          bad={action === 'demote'}
          title={words[action].title(login)}
          text={words[action].text}
          action={words[action].action}
          busy={isPending}
          problem={error ? problemWords(error) : undefined}
          onClose={() => {
            reset();
            setOpen(undefined);
          }}
          onAction={() => mutate(action)}
        />
      ))}
    </section>
  );
}
