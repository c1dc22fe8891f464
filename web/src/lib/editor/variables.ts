import type { Variable } from './placeholder.ts';
import { m } from '#lib/paraglide/messages.js';

/** The placeholders that every message may use (Liquid). */
const usual: readonly Variable[] = [
  { code: '{{ recipient.fullName | default: "friend" }}', label: m.variable_name },
  { code: '{{ recipient.email }}', label: m.variable_email },
  { code: '{{ mailing.name }}', label: m.variable_mailing },
  { code: '{{ sender.fullName }}', label: m.variable_sender },
  { code: '{{ unsubscribeUrl }}', label: m.variable_unsubscribe },
];

/** The same with the attributes that the owner's people have. */
export const variablesWith = (attributes: readonly string[]): Variable[] => [
  ...usual.slice(0, 2),
  ...attributes
    .filter((name) => !/["\]{}]/.test(name))
    .map((name) => ({ code: codeOf(name), label: () => name })),
  ...usual.slice(2),
];

/** A name that is not a plain word stands in brackets. */
const codeOf = (name: string) =>
  /^[a-z_]\w*$/i.test(name) ? `{{ recipient.attributes.${name} }}` : `{{ recipient.attributes["${name}"] }}`;

/** Replaces the selection with text, so that Ctrl Z undoes it; the caret goes after it. */
export function insertAtCursor(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.focus();
  // The only way that keeps the field's own undo history.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
