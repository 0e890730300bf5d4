/** Words that someone who knows the shop and the person would try first. Pure. */

/** @param personal a user name, an e-mail address */
export function knownWords(publicUrl: string, personal: readonly (string | undefined)[]): string[] {
  const { hostname } = new URL(publicUrl);
  const whole = ['mambogo', 'shop', hostname, ...personal].filter((word): word is string => Boolean(word));
  const parts = whole.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  return [...new Set([...whole, ...parts].map((word) => word.toLowerCase().slice(0, 64)))];
}
