import { tokensOf } from '#lib/editor/mail/tokens.ts';
import { ownImagePath } from '#lib/editor/images/own-image.ts';

/**
 * Returns a mail's HTML so that a frame loads nothing from other sites, and tries nothing: each attempt that
 * a policy stops would be an error in the console. Images kept on this site stay, by their path.
 */
export const withoutRemoteFiles = (html: string): string => mapped(html, () => null);

/** Returns a mail's HTML with the images that are kept on this site by their path: its address may differ here. */
export const withOwnFiles = (html: string): string => mapped(html, (address) => address);

/** `show` returns a remote address as it may stay; null hides it. */
function mapped(html: string, show: (address: string) => string | null): string {
  return tokensOf(html)
    .map(({ kind, text }) => {
      if (kind === 'TAG') return inTag(text, show);
      return kind === 'STYLE' ? inStyle(text, show) : text;
    })
    .join('');
}

const LOADING = /([\s"'])(src|srcset|background|poster)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

function inTag(tag: string, show: (address: string) => string | null): string {
  if (/^<link\b/i.test(tag)) return show('') === null ? '' : tag;
  const shown = tag.replace(LOADING, (...found: string[]) => {
    const [whole = '', before, name, equals, ...quoted] = found;
    const address = (quoted[0] ?? quoted[1] ?? quoted[2] ?? '').trim();
    const path = ownImagePath(address);
    if (path) return `${before}${name}${equals}"${path}"`;
    return /^data:/i.test(address) || show(address) !== null ? whole : `${before}data-hidden-${name}=""`;
  });
  return inStyle(shown, show);
}

const inStyle = (style: string, show: (address: string) => string | null) =>
  show('') !== null
    ? style
    : style
        .replace(/@import[^;}<]*;?/gi, '')
        .replace(
          /url\(\s{0,9}(?:"([^"]{0,9000})"|'([^']{0,9000})'|([^\s"'()]{0,9000}))\s{0,9}\)/gi,
          (whole, ...quoted: string[]) =>
            /^data:/i.test(quoted[0] ?? quoted[1] ?? quoted[2] ?? '') ? whole : 'none',
        );
