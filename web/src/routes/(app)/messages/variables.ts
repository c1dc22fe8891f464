import type { Variable } from '#lib/editor/placeholder.ts';
import { m } from '#lib/paraglide/messages.js';

/** The placeholders that every message may use (Liquid). */
export const variables: readonly Variable[] = [
  { code: '{{ recipient.fullName | default: "friend" }}', label: m.variable_name },
  { code: '{{ recipient.email }}', label: m.variable_email },
  { code: '{{ recipient.attributes.company }}', label: m.variable_attribute },
  { code: '{{ mailing.name }}', label: m.variable_mailing },
  { code: '{{ sender.fullName }}', label: m.variable_sender },
  { code: '{{ unsubscribeUrl }}', label: m.variable_unsubscribe },
];

/** Puts text in place of what is selected, so that Ctrl Z takes it out again; the cursor stands behind it. */
export function insertAtCursor(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.focus();
  // The only way that keeps the field's own undo history; browsers have no other.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
