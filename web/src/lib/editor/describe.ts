/**
 * Connects an editor with its error and hint for assistive technology: it is not a form field, so its frame
 * cannot.
 */
export function describe(field: HTMLElement, { error, hint }: { error?: string; hint?: string }): void {
  const text = error ?? hint;
  if (text === undefined) field.removeAttribute('aria-description');
  else field.setAttribute('aria-description', text);
  if (error === undefined) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}
