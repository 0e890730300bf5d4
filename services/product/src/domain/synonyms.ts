/** Synonyms shoppers use. A search for one also finds the others, ranked after products with the word itself. */
const groups: readonly (readonly string[])[] = [
  ['wireless', 'bluetooth'],
  ['backpack', 'rucksack', 'daypack'],
  ['torch', 'flashlight'],
  ['sweater', 'jumper', 'pullover'],
  ['notebook', 'notepad'],
  ['rug', 'carpet'],
  ['secateurs', 'pruner', 'clippers'],
];

const byWord = new Map(groups.flatMap((group) => group.map((word) => [word, group.filter((one) => one !== word)])));

export const synonymsOf = (word: string): readonly string[] => byWord.get(word) ?? [];
