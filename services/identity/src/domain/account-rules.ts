/** The rules for logins, e-mail addresses and passwords. Pure. */
import type { Weakness } from '../passwords/strength.ts';
import { hasAllowedCharacters, isOfOneScript } from './account-name.ts';
import { isEmail } from './email-address.ts';

export const loginLength = { min: 3, max: 64 };
/** NIST SP 800-63B 3.1.1: at least 8; the upper limit only bounds the cost of hashing. */
export const passwordLength = { min: 8, max: 256 };

/** The login in the form used for comparison: `Ana` and `ana`, typed on any keyboard, are one person. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

export interface SignUp {
  readonly login: string;
  readonly password: string;
  /** Empty: no address. */
  readonly email?: string;
}

export type LoginError = 'too-short' | 'too-long' | 'characters' | 'scripts' | 'taken';
export type EmailError = 'malformed';
export type PasswordError = 'too-short' | 'too-long' | 'is-name' | Weakness;

export interface SignUpErrors {
  readonly login?: LoginError;
  readonly email?: EmailError;
  readonly password?: PasswordError;
}

/** Why this account can't be created, per field; undefined when it can. */
export function signUpErrors({ login, password, email = '' }: SignUp): SignUpErrors | undefined {
  const faults = {
    login: loginError(login.trim()),
    email: email.trim() ? emailError(email) : undefined,
    password: passwordError(password, [login, email]),
  };
  return faults.login || faults.email || faults.password ? faults : undefined;
}

export function emailError(email: string): EmailError | undefined {
  return isEmail(email) ? undefined : 'malformed';
}

/** @param known words that someone who knows this person would try first */
export function passwordError(password: string, known: readonly (string | undefined)[]): PasswordError | undefined {
  const length = [...password].length;
  if (length < passwordLength.min) return 'too-short';
  if (length > passwordLength.max) return 'too-long';
  const typed = normaliseLogin(password);
  if (known.some((one) => one && normaliseLogin(one) === typed)) return 'is-name';
  return undefined;
}

function loginError(login: string): LoginError | undefined {
  const length = [...login].length;
  if (length < loginLength.min) return 'too-short';
  if (length > loginLength.max) return 'too-long';
  if (!hasAllowedCharacters(login)) return 'characters';
  if (!isOfOneScript(login)) return 'scripts';
  return undefined;
}
