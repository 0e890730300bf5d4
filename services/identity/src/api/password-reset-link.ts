/** GET /internal/password-resets/{id}: the link that a mail brings, for the notification service. */
import { getPasswordResetLink } from '@mambogo/contracts/api/internal-mail.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { passwordResetPath } from './reset-password.ts';

export const passwordResetLinkApi = ({ passwordResets }: Pick<Context, 'passwordResets'>) =>
  handleRoute(getPasswordResetLink, async ({ params: { id } }) => {
    const open = await passwordResets.open(id);
    if (!open) throw new Problem('not-found', 'the request was used or has expired');
    return {
      status: 200,
      body: { path: `${passwordResetPath}/${open.token}`, expiresAt: open.expiresAt.toISOString() },
    };
  });
