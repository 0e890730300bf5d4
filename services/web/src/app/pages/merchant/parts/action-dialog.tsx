/** A confirmation dialog that shows the error of its action. It is a form, so Enter submits it. */
import { type ReactNode, useId } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface ActionDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text?: ReactNode;
  /** Label of the button. */
  readonly action: string;
  readonly bad?: boolean;
  readonly busy: boolean;
  /** Error message. */
  readonly problem?: string;
  readonly onAction: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function ActionDialog(props: ActionDialogProps) {
  const { open, title, text, action, bad = false, busy, problem, onAction, onClose, children } = props;
  const { common } = useMerchantMessages();
  const form = useId();
  return createPortal(
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button variant="quiet" onClick={onClose}>
            {common.back}
          </Button>
          <Button type="submit" form={form} variant={bad ? 'bad' : undefined} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // In the React tree it may be inside another form.
          event.stopPropagation();
          if (!busy) onAction();
        }}
      >
        {text && <p>{text}</p>}
        {children}
        {problem && (
          <Notice tone="bad" alert>
            {problem}
          </Notice>
        )}
      </form>
    </Dialog>,
    document.body,
  );
}
