/**
 * Texts as a search compares them, on both sides alike: lower case, full-width as half-width, without accents (`café` is
 * `cafe`), letters that Unicode does not take apart as people type them without the key (`Straße` is `strasse`), and without
 * apostrophes (`Men's` is `mens`). Voicing marks of kana stay: they make other words. Pure.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(accents, '')
    .replaceAll(apostrophes, '')
    .replaceAll(undecomposedLetters, (letter) => transliterations[letter] ?? letter)
    .normalize('NFKC');

/** Of Latin, Greek and Cyrillic; points of Hebrew, vowel signs of Arabic; what NFKD takes apart. */
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
