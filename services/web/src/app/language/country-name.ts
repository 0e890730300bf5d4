/** The name of a country in a language, by its ISO 3166-1 code; an unknown code is returned unchanged. */
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
