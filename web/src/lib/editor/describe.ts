/** Tells assistive technology what stands under an editor: it is no form field, which its frame could describe. */
export function describe(field: HTMLElement, { error, hint }: { error?: string; hint?: string }): void {
  const text = error ?? hint;
  if (text === undefined) field.removeAttribute('aria-description');
  else field.setAttribute('aria-description', text);
  if (error === undefined) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}
