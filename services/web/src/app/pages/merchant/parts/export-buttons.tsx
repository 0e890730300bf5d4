/** Buttons that save a list as a file: CSV or JSON Lines. */
import { useMutation } from '@tanstack/react-query';
import { saveFile } from '../../../api/save-file.ts';
import { Button } from '../../../design/button.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

export type ExportFormat = 'csv' | 'jsonl';
const types: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv', jsonl: 'application/jsonl' };

interface ExportButtonsProps {
  /** Of the file, without extension. */
  readonly name: string;
  /** Returns its text. */
  readonly load: (format: ExportFormat) => Promise<string>;
}

export function ExportButtons({ name, load }: ExportButtonsProps) {
  const { common } = useMerchantMessages();
  const { errors } = useMessages();
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: async (format: ExportFormat) => saveFile(`${name}.${format}`, await load(format), types[format]),
  });
  const [title, text] = errorMessage(error, errors);
  return (
    <>
      <div className="row">
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button key={format} variant="quiet" busy={isPending && variables === format} onClick={() => mutate(format)}>
            {common.export[format]}
          </Button>
        ))}
      </div>
      {error && (
        <Notice tone="bad" alert title={title}>
          <p>{text}</p>
        </Notice>
      )}
    </>
  );
}
