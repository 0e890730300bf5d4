/** Writes down where people are logged in, whenever the provider has just used a session of theirs: to a code or to tokens. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { deviceFamily } from '../domain/device-family.ts';
import type { SignedInSessions } from '../store/signed-in.ts';

type Asked = Pick<KoaContextWithOIDC, 'get' | 'status'> & Partial<Pick<KoaContextWithOIDC, 'oidc'>>;

export const noteSessions =
  (signedIn: SignedInSessions) =>
  async (context: Asked, next: () => Promise<void>): Promise<void> => {
    await next();
    const used = context.status < 400 ? usedSession(context.oidc) : undefined;
    if (used) await signedIn.saw({ ...used, device: deviceFamily(context.get('user-agent')) });
  };

function usedSession(oidc: KoaContextWithOIDC['oidc'] | undefined): { uid: string; personId: string } | undefined {
  if (oidc?.route === 'token') {
    const { sessionUid: uid, accountId: personId } =
      oidc.entities.RefreshToken ?? oidc.entities.AuthorizationCode ?? {};
    return uid && personId ? { uid, personId } : undefined;
  }
  if (oidc?.route !== 'authorization' && oidc?.route !== 'resume') return undefined;
  const { uid, accountId: personId } = oidc.session ?? {};
  return uid && personId ? { uid, personId } : undefined;
}
