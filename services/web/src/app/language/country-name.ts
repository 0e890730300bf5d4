/** A country by its name in a language, from its ISO 3166-1 code; a code that no country has is shown as it is. */
const known = new Map<string, Intl.DisplayNames>();

export function countryName(code: string, language: string): string {
  let names = known.get(language);
  if (!names) {
    names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
    known.set(language, names);
  }
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
