/** Log out everywhere, and grant or remove the roles of an administrator and an operator. Each is confirmed and may require step-up authentication. */
import type { Person } from '@mambogo/contracts/api/people.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { cachePerson, endSessions, setRoles } from '../api/people.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { ActionDialog } from '../parts/action-dialog.tsx';
import { isStepUp, stepUp, useInterrupted } from '../parts/step-up.ts';
import { useProblemTexts } from '../parts/use-problem-texts.ts';

const actionNames = ['end', 'operate', 'stopOperating', 'promote', 'demote'] as const;
type Action = (typeof actionNames)[number];
const readAction = (saved: unknown): Action | undefined => actionNames.find((action) => action === saved);

const calls: Readonly<Record<Action, (id: string) => Promise<Person>>> = {
  end: endSessions,
  operate: (id) => setRoles(id, ['USER', 'OPERATOR']),
  stopOperating: (id) => setRoles(id, ['USER']),
  promote: (id) => setRoles(id, ['USER', 'ADMIN']),
  demote: (id) => setRoles(id, ['USER']),
};

/** An administrator may do everything that an operator may. */
function actionsFor(roles: Person['roles']): readonly Action[] {
  if (roles.includes('ADMIN')) return ['end', 'demote'];
  return ['end', roles.includes('OPERATOR') ? 'stopOperating' : 'operate', 'promote'];
}

const isRemoval = (action: Action): boolean => action === 'demote' || action === 'stopOperating';

export function PersonActions({ person: { id, login, roles } }: { readonly person: Person }) {
  const { people: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  const queries = useQueryClient();
  const showToast = useToast();
  const name = `person:${id}`;
  const [open, setOpen] = useState(useInterrupted(name, readAction));
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (action: Action) =>
      calls[action](id).catch((failure: unknown) => {
        if (isStepUp(failure)) return stepUp(failure, name, action);
        throw failure;
      }),
    onSuccess: (person, action) => {
      cachePerson(queries, person);
      setOpen(undefined);
      showToast(texts[action].done(login));
    },
  });
  const actions = actionsFor(roles);
  return (
    <section className="card stack">
      <h2>{texts.actions}</h2>
      <p className="soft small">{texts.freshText}</p>
      <div className="row">
        {actions.map((action) => (
          <Button key={action} variant={isRemoval(action) ? 'bad' : 'quiet'} onClick={() => setOpen(action)}>
            {texts[action].action}
          </Button>
        ))}
      </div>
      {actions.map((action) => (
        <ActionDialog
          key={action}
          open={open === action}
          bad={isRemoval(action)}
          title={texts[action].title(login)}
          text={texts[action].text}
          action={texts[action].action}
          busy={isPending}
          problem={error ? problemTexts(error) : undefined}
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
