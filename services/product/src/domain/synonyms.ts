/** Words that shoppers use for the same thing. A search for one finds the others, after what has the word itself. */
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
