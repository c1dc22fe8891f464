const texts = new Map<unknown, string>();

/** Attaches the sentence that the schema shows for a rule. Returns the rule. */
export function told<R>(text: string, rule: R): R {
  texts.set(rule, text);
  return rule;
}

/** Returns a sentence about who may call a root field with this rule. */
export const accessTextOf = (rule: unknown): string => texts.get(rule) ?? 'Available to everybody.';
