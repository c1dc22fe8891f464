import type { MessageSource } from './compile-message.ts';
import { plainEngine } from './liquid-engines.ts';
import { readTokens } from './template-tokens.ts';

/**
 * The placeholders that a message uses, sorted: `recipient.fullName`, `recipient.attributes.city`. Names that the
 * template defines itself are none. A part that cannot be parsed has none.
 */
export function messageVariables({ subject, body }: Pick<MessageSource, 'subject' | 'body'>): string[] {
  return [...new Set([...templateVariables(subject), ...templateVariables(body)])].sort();
}

/** The placeholders of one template. */
export function templateVariables(template: string): string[] {
  try {
    // Within the bounds of a template alone.
    readTokens(plainEngine, template);
    return plainEngine.globalFullVariablesSync(template);
  } catch {
    return [];
  }
}
