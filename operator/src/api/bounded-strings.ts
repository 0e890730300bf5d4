/**
 * Building blocks of the Storefront schema: every string and list is bounded, as CEL rules in the API server have a cost
 * budget.
 */
import { z } from 'zod';
import { cel } from './cel.ts';

/** A DNS label, like the names of most Kubernetes objects. */
export const name = (max = 63) =>
  z
    .string()
    .max(max, `at most ${max} characters`)
    .regex(
      /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
      'lower-case letters, digits and "-", starting and ending with a letter or digit',
    );

export const host = z
  .string()
  .max(253, 'at most 253 characters')
  .regex(
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'a host name, such as shop.example.com',
  );

/** Name of an object that may contain dots, such as a PriorityClass. */
export const subdomain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'lower-case letters, digits, "-" and "."');

/** A Kubernetes quantity of memory or storage. */
export const bytes = z
  .string()
  .max(20)
  .regex(/^[1-9][0-9]*(Ki|Mi|Gi|Ti)?$/, 'a size such as 5Gi');
/** A Kubernetes quantity of CPU time. */
export const cpu = z
  .string()
  .max(20)
  .regex(/^([1-9][0-9]*m?|0\.[0-9]{1,3}|[1-9][0-9]*\.[0-9]{1,3})$/, 'a CPU quantity such as 250m or 2');

export const version = z
  .string()
  .max(32)
  .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version such as 1.0.0');
export const text = (max: number) => z.string().min(1).max(max);
export const count = (min: number, max: number) => z.int().min(min).max(max);

/** Name of a Secret in the Storefront's namespace. */
export const secretName = name(253);

/**
 * Exactly one of the given keys must be set: a union that reads well in YAML.
 * @param shape the alternatives, each optional
 */
export function exactlyOne<Shape extends Record<string, z.ZodOptional>>(shape: Shape) {
  const keys = Object.keys(shape);
  return z
    .strictObject(shape)
    .refine((value) => Object.values(value).filter((given) => given !== undefined).length === 1, {
      message: `exactly one of ${keys.join(', ')}`,
    })
    .meta(
      cel({
        rule: `${keys.map((key) => `(has(self.${key}) ? 1 : 0)`).join(' + ')} == 1`,
        message: `exactly one of ${keys.join(', ')}`,
      }),
    );
}

const isSecureInCel = {
  rule: "isURL(self) && (url(self).getScheme() == 'https' || (url(self).getScheme() == 'http' && (url(self).getHostname() == 'localhost' || url(self).getHostname().endsWith('.localhost'))))",
  message: 'http is allowed for localhost only; use https',
};

/** A URL without path: https, or http on loopback only. */
export const endpoint = z
  .string()
  .max(300)
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'a URL without path, such as https://shop.example.com',
  )
  .refine((value) => !URL.canParse(value) || isSafe(new URL(value)), 'http is allowed for localhost only; use https');

/** A public URL. No path, as everything is served from the root. */
export const publicUrl = endpoint.meta(
  cel(
    {
      rule: "isURL(self) && url(self).getEscapedPath() == '' && !self.contains('?') && !self.contains('#') && !self.contains('@')",
      message: 'a URL without path, such as https://shop.example.com',
    },
    isSecureInCel,
  ),
);

/** An OpenID provider's issuer URL: https, or http on loopback only. */
export const issuer = z
  .string()
  .max(300)
  .refine(
    (value) => URL.canParse(value) && !/[?#@]/.test(value),
    'a URL without query, such as https://accounts.example.com/shop',
  )
  .refine((value) => !URL.canParse(value) || isSafe(new URL(value)), 'http is allowed for localhost only; use https')
  .meta(
    cel(
      {
        rule: "isURL(self) && !self.contains('?') && !self.contains('#') && !self.contains('@')",
        message: 'a URL without query, such as https://accounts.example.com/shop',
      },
      isSecureInCel,
    ),
  );

const isSafe = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname.endsWith('.localhost')));

/** A key of a label, annotation or taint: a name with an optional domain prefix. */
export const labelKey = z
  .string()
  .min(1)
  .max(317)
  .regex(
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'a key such as example.com/team',
  );
export const labelValue = z
  .string()
  .max(63)
  .regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/, 'letters, digits, "-", "_" and ".", at most 63');
export const labels = z.record(labelKey, labelValue);
export const annotations = z.record(labelKey, z.string().max(16_384));
