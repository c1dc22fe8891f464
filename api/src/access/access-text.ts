const texts = new Map<unknown, string>();

/** Gives a rule the sentence that the schema tells about it. Returns the rule. */
export function told<R>(text: string, rule: R): R {
  texts.set(rule, text);
  return rule;
}

/** Returns who may call a root field with this rule, in a sentence. */
export const accessTextOf = (rule: unknown): string => texts.get(rule) ?? 'Open to everybody.';
