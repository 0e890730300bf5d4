/** What a login and a password may be. Pure. */

export const loginLength = { min: 3, max: 64 };
/** NIST SP 800-63B 3.1.1: at least 8; the upper end only bounds the work of hashing. */
export const passwordLength = { min: 8, max: 256 };

/** A login as it is compared: `Ana` and `ana`, typed on whatever keyboard, are one person. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

export interface SignUpFaults {
  readonly login?: string;
  readonly password?: string;
}

/** Why this account can't be made, per field; undefined when it can. */
export function signUpFaults(login: string, password: string): SignUpFaults | undefined {
  const faults = { login: loginFault(login.trim()), password: passwordFault(login, password) };
  return faults.login || faults.password ? faults : undefined;
}

function loginFault(login: string): string | undefined {
  const length = [...login].length;
  if (length < loginLength.min) return `Use at least ${loginLength.min} characters.`;
  if (length > loginLength.max) return `Use at most ${loginLength.max} characters.`;
  if (/[\s\p{C}]/u.test(login)) return 'Leave out spaces and invisible characters.';
  return undefined;
}

function passwordFault(login: string, password: string): string | undefined {
  const length = [...password].length;
  if (length < passwordLength.min) return `Use at least ${passwordLength.min} characters.`;
  if (length > passwordLength.max) return `Use at most ${passwordLength.max} characters.`;
  if (normaliseLogin(password) === normaliseLogin(login)) return 'Choose something other than your user name.';
  return undefined;
}
