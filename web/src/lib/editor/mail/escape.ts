import { splitLiquid } from './tokens.ts';

/** Escapes text between tags. */
export const escapeText = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00A0', '&nbsp;');

/**
 * Escapes a value in double quotes. Liquid's own strings use single ones, because `&quot;` is not valid
 * Liquid.
 */
export const escapeAttribute = (value: string) =>
  splitLiquid(value)
    .map((part, index) =>
      index % 2 === 1 ? part.replaceAll('"', "'") : escapeText(part).replaceAll('"', '&quot;'),
    )
    .join('');
