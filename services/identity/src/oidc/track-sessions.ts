/** Records where people are logged in, whenever the provider has used one of their sessions to issue a code or tokens. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { deviceFamily } from '../domain/device-family.ts';
import type { SignedInSessions } from '../store/signed-in-sessions.ts';

type Asked = Pick<KoaContextWithOIDC, 'get' | 'status'> & Partial<Pick<KoaContextWithOIDC, 'oidc'>>;

export const trackSessions =
  (signedIn: SignedInSessions) =>
  async (context: Asked, next: () => Promise<void>): Promise<void> => {
    await next();
    const used = context.status < 400 ? activeSession(context.oidc) : undefined;
    if (used) await signedIn.touch({ ...used, device: deviceFamily(context.get('user-agent')) });
  };

function activeSession(oidc: KoaContextWithOIDC['oidc'] | undefined): { uid: string; personId: string } | undefined {
  if (oidc?.route === 'token') {
    const { sessionUid: uid, accountId: personId } =
      oidc.entities.RefreshToken ?? oidc.entities.AuthorizationCode ?? {};
    return uid && personId ? { uid, personId } : undefined;
  }
  if (oidc?.route !== 'authorization' && oidc?.route !== 'resume') return undefined;
  const { uid, accountId: personId } = oidc.session ?? {};
  return uid && personId ? { uid, personId } : undefined;
}
