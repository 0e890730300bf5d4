/** Light, dark, or system theme. The choice is applied before the first paint: see index.html. */
import { useEffect, useState } from 'react';
import { SelectField } from '../design/field.tsx';
import { useMessages } from '../language/use-messages.ts';
import { readPreference, savePreference } from './local-preferences.ts';

export function ThemeSwitch() {
  const { shell } = useMessages();
  const [theme, setTheme] = useState('');
  // Not the first state: the server, which renders the page too, does not know it.
  useEffect(() => setTheme(readPreference('theme') ?? ''), []);
  const choose = (chosen: string) => {
    setTheme(chosen);
    savePreference('theme', chosen || null);
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  };
  return (
    <SelectField label={shell.theme} value={theme} onChange={(event) => choose(event.target.value)}>
      <option value="">{shell.themeSystem}</option>
      <option value="light">{shell.themeLight}</option>
      <option value="dark">{shell.themeDark}</option>
    </SelectField>
  );
}
