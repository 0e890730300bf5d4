/**
 * Which characters a text must contain for a pattern to match, derived from the pattern itself: `'[ )]{0,5}or` needs a quote and
 * a letter. A rule is not tried on a text it cannot match, and no second description of it has to be maintained.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import {
  type CharacterMask,
  emptyMask,
  fullMask,
  maskOfRange,
  overlap,
  sizeOf,
  union,
} from './decoding/character-mask.ts';

export interface Requirement {
  /** One of them must hold; it holds if the text has a character of each of its masks. */
  readonly alternatives: readonly (readonly CharacterMask[])[];
  /** Without one of these characters none of them can hold. */
  readonly necessary: CharacterMask;
}

const parser = new RegExpParser({ ecmaVersion: 2025 });

export function requirementOf(pattern: RegExp): Requirement {
  const { alternatives } = parser.parseLiteral(String(pattern)).pattern;
  const masks = alternatives.map(({ elements }) => strongest(elements.flatMap(masksOf)));
  return { alternatives: masks, necessary: masks.map(([first]) => first ?? fullMask).reduce(union, emptyMask) };
}

/** Runs for every rule on every text: loops, not closures. */
export function isMet({ necessary, alternatives }: Requirement, mask: CharacterMask): boolean {
  if (!overlap(necessary, mask)) return false;
  for (const masks of alternatives) {
    let met = true;
    for (const one of masks) if (!overlap(one, mask)) met = false;
    if (met) return true;
  }
  return false;
}

/** Masks of which a text must contain one character each for a match; none: nothing is known. */
function masksOf(element: AST.Element): CharacterMask[] {
  switch (element.type) {
    case 'Character':
      return [maskOfRange(element.value, element.value)];
    case 'CharacterClass': {
      const mask = element.negate ? undefined : classMask(element);
      return mask ? [mask] : [];
    }
    case 'CharacterSet': {
      const mask = setMask(element);
      return mask ? [mask] : [];
    }
    case 'Quantifier':
      return element.min > 0 ? masksOf(element.element) : [];
    case 'Group':
    case 'CapturingGroup':
      return oneOf(element.alternatives.map(({ elements }) => elements.flatMap(masksOf)));
    default:
      return [];
  }
}

/** Only one alternative has to match: what their best masks have in common is that one of them is met. */
function oneOf(ways: readonly CharacterMask[][]): CharacterMask[] {
  const [only] = ways;
  if (only && ways.length === 1) return only;
  let mask = emptyMask;
  for (const way of ways) {
    const [best] = strongest(way);
    if (!best) return [];
    mask = union(mask, best);
  }
  return [mask];
}

/** Without duplicates, the most selective first. */
function strongest(masks: readonly CharacterMask[]): CharacterMask[] {
  const distinct = new Map(masks.map((mask) => [`${mask.punctuation} ${mask.others}`, mask]));
  return [...distinct.values()].sort((one, other) => sizeOf(one) - sizeOf(other)).slice(0, 4);
}

function classMask({ elements }: AST.CharacterClass): CharacterMask | undefined {
  let mask = emptyMask;
  for (const element of elements) {
    const one =
      element.type === 'Character'
        ? maskOfRange(element.value, element.value)
        : element.type === 'CharacterClassRange'
          ? maskOfRange(element.min.value, element.max.value)
          : element.type === 'CharacterSet'
            ? setMask(element)
            : undefined;
    if (!one) return undefined;
    mask = union(mask, one);
  }
  return mask;
}

function setMask(set: AST.CharacterSet): CharacterMask | undefined {
  if (set.kind === 'any' || set.kind === 'property' || set.negate) return undefined;
  if (set.kind === 'digit') return maskOfRange(48, 57);
  if (set.kind === 'space') return union(maskOfRange(0, 32), maskOfRange(128, 128));
  return [maskOfRange(48, 57), maskOfRange(65, 90), maskOfRange(95, 95), maskOfRange(97, 122)].reduce(union);
}
