/** Something for machines, shown to people: what is too long scrolls, also by keyboard. */
interface CodeProps {
  readonly label: string;
  readonly children: string;
}

export function Code({ label, children }: CodeProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="merchant-code" tabIndex={0} aria-label={label}>
      <pre translate="no">{children}</pre>
    </section>
  );
}
