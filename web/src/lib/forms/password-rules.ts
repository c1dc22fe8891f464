import { m } from '#lib/paraglide/messages.js';

interface PasswordRule {
  text: string;
  /** Whether it holds for the entry so far; only the server knows the most common passwords. */
  isMet: boolean;
}

export const shortestPassword = 10;

/** The rules for a new password, shown before it is submitted. */
export function passwordRules(password: string, email: string | undefined): PasswordRule[] {
  const isAddress = password.trim().toLowerCase() === email?.trim().toLowerCase();
  return [
    { text: m.password_rule_length(), isMet: password.length >= shortestPassword },
    { text: m.password_rule_address(), isMet: password !== '' && !!email && !isAddress },
    { text: m.password_rule_common(), isMet: false },
  ];
}
