/**
 * Normalizes text for searching, both indexed text and queries: lower case, full-width as half-width, without accents (`café`
 * becomes `cafe`), letters that Unicode does not decompose as people type them without the key (`Straße` becomes `strasse`), and
 * without apostrophes (`Men's` becomes `mens`). Voicing marks of kana stay, because they make different words. Pure.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(accents, '')
    .replaceAll(apostrophes, '')
    .replaceAll(undecomposedLetters, (letter) => transliterations[letter] ?? letter)
    .normalize('NFKC');

/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, as decomposed by NFKD. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g;
const apostrophes = /(?<=\p{L})['’ʼ‘`´](?=\p{L})/gu;
const transliterations: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const undecomposedLetters = new RegExp(`[${Object.keys(transliterations).join('')}]`, 'g');
