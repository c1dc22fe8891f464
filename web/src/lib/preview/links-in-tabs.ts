import { tokensOf } from '#lib/editor/mail/tokens.ts';

/**
 * Returns a mail's HTML with its links opening in tabs of their own: in the frame of a mail no other page is
 * shown. Links within the mail stay in it. The first of two equal attributes is the one that counts.
 */
export const linksInTabs = (html: string): string =>
  tokensOf(html)
    .map(({ kind, text }) =>
      kind === 'TAG' && /^<(?:a|area)\s/i.test(text) && !/\shref\s{0,9}=\s{0,9}["']?#/i.test(text)
        ? text.replace(/^<\w+/, '$& target="_blank"')
        : text,
    )
    .join('');
