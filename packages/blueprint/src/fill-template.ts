/**
 * Fills a template: a parsed YAML value with placeholders `${name}`.
 *
 * - A string that is only one placeholder becomes the value itself, with its type.
 * - A list as an item of a list is spread into it.
 * - A key whose value is undefined is omitted; `undefined` inside a longer string is an error, as is an unknown name.
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
    if (value === undefined || typeof value === 'object')
      throw new Error(`\${${name}} in "${text}" must be plain text`);
    return String(value);
  });
}

function lookUpValue(name: string, values: TemplateValues): TemplateValue {
  if (!Object.hasOwn(values, name)) throw new Error(`the template has no value for \${${name}}`);
  return values[name];
}
