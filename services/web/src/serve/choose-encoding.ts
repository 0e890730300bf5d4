/** Negotiates the content encoding (RFC 9110 section 12.5.3). Pure. */

export type Encoding = 'br' | 'gzip';

/** The first of `offered` that is accepted; undefined means no encoding. */
export function chooseEncoding(accepted: string | undefined, offered: readonly Encoding[]): Encoding | undefined {
  const weights = new Map(
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
        const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
        return [name, weight === undefined ? 1 : Number(weight)] as const;
      }),
  );
  return offered.find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0);
}
