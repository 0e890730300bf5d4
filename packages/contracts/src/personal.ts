/**
 * Personal data by type (docs/privacy.md): the name, address, e-mail, phone number or free text of a person. Schemas give
 * `Personal` values, and the places that data must not reach (events, logs, timelines) accept `WithoutPersonal` ones, so that
 * a mistake does not compile. A type only: at run time a value is what it was, and its JSON too.
 *
 * Any value can be given where a personal one is expected. A personal one can be given where text is expected, as a page or a
 * response needs it; assigned to a variable declared as plain `string`, it is no longer recognized.
 */
import type { z } from 'zod';

declare const personal: unique symbol;

export type Personal<T> = T & { readonly [personal]?: true };

/** The schema, of personal values. */
export const asPersonal = <S extends z.ZodType>(schema: S): PersonalSchema<S> => schema as PersonalSchema<S>;
export type PersonalSchema<S extends z.ZodType> = S & {
  readonly _zod: { readonly output: Personal<z.output<S>> };
};

/** `T`, or an error where something in it is personal. */
export type WithoutPersonal<T> = [PersonalPart<T>] extends [never] ? T : PersonalDataNotAllowed;

export interface PersonalDataNotAllowed {
  readonly 'personal data is not allowed here (docs/privacy.md)': never;
}

/** `T` without fields that `Shape` does not have, for parameters whose type is inferred to check it. */
export type Exactly<T, Shape> = T & { readonly [Key in Exclude<keyof T, keyof Shape>]: never };

/** The personal values in `T`, at every depth; `never` if there are none. */
type PersonalPart<T> = 0 extends 1 & T
  ? never
  : T extends { readonly [personal]?: true } & (string | number | object)
    ? typeof personal extends keyof T
      ? T
      : PersonalMember<T>
    : PersonalMember<T>;

type PersonalMember<T> = T extends string | number | bigint | boolean | symbol | null | undefined | Opaque
  ? never
  : T extends readonly (infer Item)[]
    ? PersonalPart<Item>
    : T extends object
      ? { [Key in keyof T]-?: PersonalPart<T[Key]> }[keyof T]
      : never;

type Opaque = Date | Error | ((...parameters: never[]) => unknown);
