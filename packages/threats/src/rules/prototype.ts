/** Names that reach a JavaScript object's prototype. */
import type { TextRule } from '../rule.ts';

export const prototypeRules: readonly TextRule[] = [
  {
    id: 'prototype.name',
    class: 'prototype',
    score: 95,
    finds: 'a field or parameter named __proto__',
    kinds: ['name'],
    pattern: {
      decoding: 'plain',
      find: /(?:^|[.[/\]"'])__proto__(?:$|[.[/\]"'])|constructor["'\]]{0,2}[.[/]["']{0,1}prototype|^__(?:define|lookup)[gs]etter__$/,
    },
    hits: [
      '__proto__',
      'a[__proto__][x]',
      'constructor.prototype',
      'constructor[prototype][isAdmin]',
      '__proto__.polluted',
    ],
    misses: ['proto', 'prototypes', 'my__proto__col'],
  },
  {
    id: 'prototype.constructor',
    class: 'prototype',
    score: 60,
    finds: 'a field named constructor or prototype',
    kinds: ['name'],
    pattern: { decoding: 'plain', find: /^(?:constructor|prototype)$/ },
    hits: ['constructor', 'prototype'],
    misses: ['construction'],
  },
  {
    id: 'prototype.text',
    class: 'prototype',
    score: 75,
    finds: 'an assignment to a prototype, as text',
    kinds: ['query', 'body', 'path', 'header'],
    pattern: {
      decoding: 'plain',
      find: /["']__proto__["'] ?:|__proto__ ?(?:\.|\]?\[)\w|(?:object\.|constructor[.[]["']?)prototype["'\]]{0,2} ?[.[]|constructor["'] ?: ?\{ ?["']prototype|\/__proto__(?:\/|$)/,
    },
    hits: ['{"__proto__":{"a":1}}', '__proto__.isAdmin=1', 'Object.prototype.x', '/a/__proto__/b'],
    misses: ['Understanding __proto__ in JavaScript', 'Prototype: a novel'],
  },
];
