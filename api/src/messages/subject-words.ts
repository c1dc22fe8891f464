/**
 * A subject without Liquid, as a name for what people see: a placeholder becomes its default text, or else an
 * ellipsis; tags are left out.
 */
export function subjectWords(subject: string): string {
  const words = subject
    .replaceAll(/\{%.*?%\}/gs, '')
    .replaceAll(
      /\{\{.*?\}\}/gs,
      (placeholder) => /\|\s*default:\s*(["'])(.*?)\1/.exec(placeholder)?.[2] ?? '…',
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words || subject;
}
