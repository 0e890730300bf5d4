/** A code block that scrolls, also with the keyboard. */
interface CodeProps {
  readonly label: string;
  readonly children: string;
}

export function Code({ label, children }: CodeProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be focusable
    <section className="merchant-code" tabIndex={0} aria-label={label}>
      <pre translate="no">{children}</pre>
    </section>
  );
}
