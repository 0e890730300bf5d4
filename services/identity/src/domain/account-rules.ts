/** What a login, an e-mail address and a password may be. Pure. */
import { z } from 'zod';
import type { Weakness } from '../passwords/strength.ts';

export const loginLength = { min: 3, max: 64 };
/** NIST SP 800-63B 3.1.1: at least 8; the upper end only bounds the work of hashing. */
export const passwordLength = { min: 8, max: 256 };

/** A login as it is compared: `Ana` and `ana`, typed on whatever keyboard, are one person. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** An e-mail address as it is compared: mailboxes that differ in case alone are one wherever there are people. */
export const normaliseEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

export interface SignUp {
  readonly login: string;
  readonly password: string;
  /** Empty: none. */
  readonly email?: string;
}

export type LoginFault = 'too-short' | 'too-long' | 'characters' | 'taken';
export type EmailFault = 'malformed';
export type PasswordFault = 'too-short' | 'too-long' | 'is-name' | Weakness;

export interface SignUpFaults {
  readonly login?: LoginFault;
  readonly email?: EmailFault;
  readonly password?: PasswordFault;
}

/** Why this account can't be made, per field; undefined when it can. */
export function signUpFaults({ login, password, email = '' }: SignUp): SignUpFaults | undefined {
  const faults = {
    login: loginFault(login.trim()),
    email: email.trim() ? emailFault(email) : undefined,
    password: passwordFault(password, [login, email]),
  };
  return faults.login || faults.email || faults.password ? faults : undefined;
}

/** RFC 5321 section 4.5.3.1: no mailbox is longer. */
export const emailLength = 254;

export function emailFault(email: string): EmailFault | undefined {
  const fits = email.trim().length <= emailLength && z.email().safeParse(email.trim()).success;
  return fits ? undefined : 'malformed';
}

/** @param known what somebody who knows this person would try first */
export function passwordFault(password: string, known: readonly (string | undefined)[]): PasswordFault | undefined {
  const length = [...password].length;
  if (length < passwordLength.min) return 'too-short';
  if (length > passwordLength.max) return 'too-long';
  const typed = normaliseLogin(password);
  if (known.some((one) => one && normaliseLogin(one) === typed)) return 'is-name';
  return undefined;
}

function loginFault(login: string): LoginFault | undefined {
  const length = [...login].length;
  if (length < loginLength.min) return 'too-short';
  if (length > loginLength.max) return 'too-long';
  if (/[\s\p{C}]/u.test(login)) return 'characters';
  return undefined;
}
