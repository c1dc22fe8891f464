/** Text as it stands between tags. */
export const escapeText = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00A0', '&nbsp;');

/** A value as it stands between double quotes. Liquid's own strings take single ones: `&quot;` is no Liquid. */
export const escapeAttribute = (value: string) =>
  value
    .split(/(\{\{.*?\}\})/s)
    .map((part, index) =>
      index % 2 === 1 ? part.replaceAll('"', "'") : escapeText(part).replaceAll('"', '&quot;'),
    )
    .join('');
