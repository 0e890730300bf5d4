/** The merchant writes the texts of the shop: one at a time, in one language. */
import { type ShopTextName, shopTextNames } from '@mambogo/contracts/enumerations.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { saveText, shopTextQuery, shopTextsQuery } from '../../../api/shop-texts.ts';
import { Button } from '../../../design/button.tsx';
import { ErrorState, errorMessage } from '../../../design/empty-and-error-states.tsx';
import { SelectField, TextArea } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { isLanguage, type Language, languageNames, languages } from '../../../language/languages.ts';
import { useMessages } from '../../../language/use-messages.ts';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';

export default function TextsPage() {
  const { products } = useMerchantMessages();
  const { texts: names } = useMessages();
  const [name, setName] = useState<ShopTextName>('terms');
  const [language, setLanguage] = useState<Language>('en');
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={products.title}>
        <Link to={areaPaths.products}>{products.title}</Link>
      </nav>
      <PageHeading>{products.texts.title}</PageHeading>
      <p className="soft">{products.texts.text}</p>
      <div className="row">
        <SelectField
          label={products.texts.which}
          value={name}
          onChange={({ target }) => setName(shopTextNames.find((one) => one === target.value) ?? name)}
        >
          {shopTextNames.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={products.texts.language}
          value={language}
          onChange={({ target }) => isLanguage(target.value) && setLanguage(target.value)}
        >
          {languages.map((code) => (
            <option key={code} value={code} lang={code}>
              {languageNames[code]}
            </option>
          ))}
        </SelectField>
      </div>
      <Present key={`${name} ${language}`} name={name} language={language} />
    </div>
  );
}

interface Which {
  readonly name: ShopTextName;
  readonly language: Language;
}

function Present({ name, language }: Which) {
  const listed = useQuery({ ...shopTextsQuery, staleTime: 0 });
  const isThere = listed.data?.some((text) => text.name === name && text.language === language) ?? false;
  const text = useQuery({ ...shopTextQuery(name, language), staleTime: 0, enabled: isThere });
  if (listed.isFetching || text.isFetching) return <PageSkeleton />;
  const error = listed.error ?? (isThere ? text.error : null);
  const retry = async () => {
    await listed.refetch();
    if (isThere) await text.refetch();
  };
  if (error) return <ErrorState error={error} retry={() => void retry()} />;
  return <Editor name={name} language={language} present={isThere ? (text.data?.text ?? '') : ''} />;
}

function Editor({ name, language, present }: Which & { readonly present: string }) {
  const { products, common } = useMerchantMessages();
  const { errors, texts: names } = useMessages();
  const queries = useQueryClient();
  const showToast = useToast();
  const [text, setText] = useState(present);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => saveText(name, language, text),
    onSuccess: () => {
      showToast(products.texts.saved(names[name]));
      // Not while it is edited: this form stays.
      void queries.invalidateQueries({ queryKey: shopTextsQuery.queryKey, refetchType: 'none' });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        mutate();
      }}
    >
      {error && (
        <Notice tone="bad" alert>
          {errorMessage(error, errors)[1]}
        </Notice>
      )}
      <TextArea
        label={names[name]}
        hint={products.texts.hint}
        lang={language}
        rows={18}
        maxLength={limits.text.shopText}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="row">
        <Button type="submit" busy={isPending}>
          {common.save}
        </Button>
      </div>
    </form>
  );
}
