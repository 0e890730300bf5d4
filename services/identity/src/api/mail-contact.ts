/** GET /internal/contacts/{id}: whom a message to a person goes to, for the notification service. */
import { getMailContact } from '@mambogo/contracts/api/internal-mail.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

export const mailContactApi = ({ mailContacts }: Pick<Context, 'mailContacts'>) =>
  handleRoute(getMailContact, async ({ params: { id } }) => {
    const contact = await mailContacts.find(id);
    if (!contact) throw new Problem('not-found', 'no person has this id');
    return { status: 200, body: contact };
  });
