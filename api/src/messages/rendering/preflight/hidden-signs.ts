/** Characters that change the direction of text, so that it reads differently from what it is. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
/** In a subject also characters without width; a joiner inside of an emoji is allowed. */
const EVERYTHING_HIDDEN = /[\u202A-\u202E\u2066-\u2069\u00AD\u200B\u200E\u200F\u2060\uFEFF]/;

/** The first character of a subject that nobody sees, such as `U+200B`; null if there is none. */
export const hiddenSignInSubject = (subject: string) => nameOf(EVERYTHING_HIDDEN.exec(subject));

/** The first character of a body that turns its text around. */
export const turningSignIn = (body: string) => nameOf(TURNING.exec(body));

function nameOf(found: RegExpExecArray | null): string | null {
  const code = found?.[0].codePointAt(0);
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
