/** Language selection; each language is shown by its own name. */
import { SelectField } from '../design/field.tsx';
import { useLanguage } from '../language/language-context.tsx';
import { isLanguage, languageNames, languages } from '../language/languages.ts';
import { useMessages } from '../language/use-messages.ts';

export function LanguageSwitch() {
  const { shell } = useMessages();
  const { language, choose } = useLanguage();
  return (
    <SelectField
      label={shell.language}
      value={language}
      onChange={({ target }) => isLanguage(target.value) && choose(target.value)}
    >
      {languages.map((code) => (
        <option key={code} value={code} lang={code}>
          {languageNames[code]}
        </option>
      ))}
    </SelectField>
  );
}
