import { error, fail } from '@sveltejs/kit';
import type { CombinedError } from '@urql/core';
import { codeOf, problemsOf, reasonOf, sentenceOf } from '#lib/graphql/errors.ts';

// Shared by form actions, because the pages before log-in work without a script.

/**
 * Reads a posted form. Throws 400 for a body that is not one: what strangers send must not count as our
 * error.
 */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    error(400);
  }
}

/** Returns a text field of a posted form; empty if it is missing or a file. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * Returns the response to a refused post: the entries to show in the fields again (never a password), and the
 * problems by field, or else one sentence.
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

/** Whether a mailed link itself was refused: used already, expired, or never valid. */
export function isLinkDead(failure: CombinedError | undefined): boolean {
  const reason = reasonOf(failure);
  return reason === 'CONFIRM_LINK_REFUSED' || reason === 'RESET_LINK_REFUSED';
}

function statusOf(code: string): number {
  if (code === 'NETWORK' || code === 'UNAVAILABLE') return 503;
  return code === 'RATE_LIMITED' ? 429 : 400;
}
