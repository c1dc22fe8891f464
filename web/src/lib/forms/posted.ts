import { error, fail } from '@sveltejs/kit';
import type { CombinedError } from '@urql/core';
import { codeOf, problemsOf, reasonOf, sentenceOf } from '#lib/graphql/errors.ts';

// What form actions share: the pages before log-in work without a script.

/** A posted form. Ends with 400 for a body that is none: what a stranger sends is no fault of ours. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    error(400);
  }
}

/** A text field of a posted form; empty if it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * The answer to a post that was refused: what was typed, to stand in the fields again (never a password), and what is
 * wrong, beside its field by the field's name, else in one sentence.
 */
export function refused<Typed extends Record<string, string>>(
  failure: CombinedError | undefined,
  typed: Typed,
) {
  const errors: Record<string, string> = {};
  const others: string[] = [];
  for (const { path, message } of problemsOf(failure)) {
    const [name] = path.slice(-1);
    if (name === undefined) others.push(message);
    else errors[name] ??= message;
  }
  const hasReasons = Object.keys(errors).length + others.length > 0;
  const sentence = hasReasons ? others.join(' ') : sentenceOf(failure);
  return fail(statusOf(codeOf(failure)), { typed, errors, sentence });
}

/** Whether a mailed link itself was refused: used already, too old, or never ours. */
export function isLinkDead(failure: CombinedError | undefined): boolean {
  const reason = reasonOf(failure);
  return reason === 'CONFIRM_LINK_REFUSED' || reason === 'RESET_LINK_REFUSED';
}

function statusOf(code: string): number {
  if (code === 'NETWORK' || code === 'UNAVAILABLE') return 503;
  return code === 'RATE_LIMITED' ? 429 : 400;
}
