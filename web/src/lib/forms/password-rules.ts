import { m } from '#lib/paraglide/messages.js';

interface PasswordRule {
  text: string;
  /** Known to hold for what is typed so far; the commonest passwords only the server knows. */
  isMet: boolean;
}

export const shortestPassword = 10;

/** The rules of a new password, shown before it is tried. */
export function passwordRules(password: string, email: string | undefined): PasswordRule[] {
  const isAddress = password.trim().toLowerCase() === email?.trim().toLowerCase();
  return [
    { text: m.password_rule_length(), isMet: password.length >= shortestPassword },
    { text: m.password_rule_address(), isMet: password !== '' && !!email && !isAddress },
    { text: m.password_rule_common(), isMet: false },
  ];
}
