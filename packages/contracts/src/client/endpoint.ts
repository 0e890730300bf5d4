/**
 * Types of a typed client: what a call of a route takes and returns, inferred from the route's schemas. An endpoint is a route
 * value, or an entry of the generated path table (endpoints.ts), which has only method and path and takes the rest as types, so
 * that no schema reaches a browser.
 */
import type { z } from 'zod';
import type { InternalRoute } from '../route.ts';

export type Endpoint<R extends InternalRoute = InternalRoute> = Pick<R, 'method' | 'path'> & Partial<R>;

/** Where an endpoint is. */
export type Address = Pick<Endpoint, 'method' | 'path'>;

/** What a call of `E` takes. Ids are plain strings; an Idempotency-Key is required where the route requires it. */
export type CallInput<E> = PathInput<E> & BodyInput<E> & KeyInput<E> & IfMatchInput<E>;

/** The body of the successful response; undefined = none. */
export type CallOutput<E> = E extends { readonly responses?: infer A }
  ? SuccessOutput<NonNullable<A>[keyof NonNullable<A>]>
  : never;

/** Path parameters and query. Undefined and empty values of a query are omitted. */
export type PathInput<E> = ParamsInput<E> & QueryInput<E>;

/** The arguments after the endpoint: the input may be left out if nothing in it is required. */
export type InputArgument<I> = Record<never, never> extends I ? [input?: I] : [input: I];

type Empty = Record<never, never>;
type SchemaOf<E, K extends PropertyKey> = K extends keyof E ? Extract<E[K], z.ZodType> : never;
type Has<E, K extends PropertyKey> = [SchemaOf<E, K>] extends [never] ? false : true;

type ParamsInput<E> =
  Has<E, 'params'> extends true ? { readonly params: Readonly<z.input<SchemaOf<E, 'params'>>> } : Empty;

type QueryInput<E> = Has<E, 'query'> extends true ? QueryPart<QueryValues<SchemaOf<E, 'query'>>> : Empty;
type QueryPart<Q> = Empty extends Q ? { readonly query?: Q } : { readonly query: Q };
type QueryValues<S extends z.ZodType> = OptionalUnknown<z.input<S>, z.output<S>>;

/** Coerced and preprocessed values have the input type unknown: a client sends their output type. */
type OptionalUnknown<I, O> = {
  readonly [K in keyof I as IsOptional<I, O, K> extends true ? never : K]: QueryValue<
    I[K],
    K extends keyof O ? O[K] : never
  >;
} & {
  readonly [K in keyof I as IsOptional<I, O, K> extends true ? K : never]?: QueryValue<
    I[K],
    K extends keyof O ? O[K] : never
  >;
};
type IsOptional<I, O, K extends keyof I> =
  Empty extends Pick<I, K>
    ? true
    : unknown extends I[K]
      ? K extends keyof O
        ? undefined extends O[K]
          ? true
          : false
        : true
      : false;
type QueryValue<I, O> = unknown extends I ? O : Exclude<O, undefined> extends boolean ? O : I;

type BodyInput<E> = E extends { readonly rawBody?: true }
  ? 'rawBody' extends keyof E
    ? { readonly body: string }
    : JsonBody<E>
  : JsonBody<E>;
type JsonBody<E> = Has<E, 'body'> extends true ? BodyPart<z.input<SchemaOf<E, 'body'>>> : Empty;
type BodyPart<B> = undefined extends B ? { readonly body?: DeepReadonly<B> } : { readonly body: DeepReadonly<B> };

type KeyInput<E> = 'idempotent' extends keyof E
  ? E['idempotent'] extends 'optional' | undefined
    ? { readonly idempotencyKey?: string }
    : { readonly idempotencyKey: string }
  : Empty;

/** The entity tag without its quotes: a version. */
type IfMatchInput<E> = 'ifMatch' extends keyof E
  ? E['ifMatch'] extends 'optional' | undefined
    ? { readonly ifMatch?: string }
    : { readonly ifMatch: string }
  : Empty;

type SuccessOutput<S> = S extends z.ZodType ? z.output<S> : undefined;

type DeepReadonly<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };
