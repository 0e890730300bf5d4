/** The device cookie: which browsers an account has been used in, see domain/device-cookie.ts. */
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { deviceCookieSeconds, knownDevice, withDeviceMark } from '../domain/device-cookie.ts';
import { cookieOf, setCookie } from './cookies.ts';

type Parts = Pick<Context, 'secrets' | 'publicUrl'>;

/** The device's id if this person has logged in here before. */
export const deviceOf = (context: Parts, request: Request, personId: string): string | undefined =>
  knownDevice(context.secrets.devicesKey, cookieOf(request, shapeOf(context).name), personId, seconds());

/** Marks this browser as one the person has logged in with. */
export function rememberDevice(context: Parts, request: Request, response: Response, personId: string): void {
  const shape = shapeOf(context);
  const value = withDeviceMark(context.secrets.devicesKey, cookieOf(request, shape.name), personId, seconds());
  setCookie(response, { ...shape, value, seconds: deviceCookieSeconds });
}

/** On https no other host and no page without TLS can set a cookie of that name (the prefix `__Host-`). */
const shapeOf = ({ publicUrl }: Pick<Context, 'publicUrl'>) =>
  publicUrl.startsWith('https:')
    ? ({ name: '__Host-mambogo_device', path: '/', secure: true } as const)
    : ({ name: 'mambogo_device', path: '/auth', secure: false } as const);

const seconds = (): number => Math.floor(Date.now() / 1_000);
