import type { MessageSource } from './compile-message.ts';
import { plainEngine } from './liquid-engines.ts';
import { readTokens } from './template-tokens.ts';

type Templates = Pick<MessageSource, 'subject' | 'body' | 'textPart'>;

/**
 * Returns the placeholders that a message uses, sorted: `recipient.fullName`, `recipient.attributes.city`.
 * Names that the template defines itself are not included. A part that cannot be parsed has none.
 */
export function messageVariables({ subject, body, textPart }: Templates): string[] {
  return [...new Set([subject, body, textPart ?? ''].flatMap((part) => templateVariables(part)))].sort();
}

/** Returns the placeholders of one template. */
export function templateVariables(template: string): string[] {
  try {
    // Checks the limits on a template.
    readTokens(plainEngine, template);
    return plainEngine.globalFullVariablesSync(template);
  } catch {
    return [];
  }
}
