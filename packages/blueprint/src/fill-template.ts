/**
 * Fills a template in: a parsed YAML value in which `${name}` stands for a value.
 *
 * - A string that is nothing but one placeholder becomes the value itself, whatever its type.
 * - As an item of a list, a value that is a list is spread into it.
 * - A key whose value is undefined is left out; `undefined` inside a longer string is a mistake, as is an unknown name.
 */

export type TemplateValue =
  | string
  | number
  | boolean
  | undefined
  | readonly unknown[]
  | { readonly [key: string]: unknown };
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

const wholePlaceholder = /^\$\{(\w+)\}$/;
const placeholder = /\$\{(\w+)\}/g;

export function fillTemplate(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillString(template, values);
  if (Array.isArray(template)) return template.flatMap((item) => fillItem(item, values));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(
    Object.entries(template)
      .map(([key, value]) => [fillText(key, values), fillTemplate(value, values)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function fillItem(item: unknown, values: TemplateValues): unknown[] {
  const filled = fillTemplate(item, values);
  if (filled === undefined) return [];
  return typeof item === 'string' && Array.isArray(filled) ? filled : [filled];
}

function fillString(text: string, values: TemplateValues): unknown {
  const name = wholePlaceholder.exec(text)?.[1];
  return name === undefined ? fillText(text, values) : lookUpValue(name, values);
}

function fillText(text: string, values: TemplateValues): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = lookUpValue(name, values);
    if (value === undefined || typeof value === 'object') throw new Error(`\${${name}} in "${text}" needs plain text`);
    return String(value);
  });
}

function lookUpValue(name: string, values: TemplateValues): TemplateValue {
  if (!Object.hasOwn(values, name)) throw new Error(`the template asks for \${${name}}, which nobody gives`);
  return values[name];
}
