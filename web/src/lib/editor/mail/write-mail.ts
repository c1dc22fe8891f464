import type { JSONContent } from '@tiptap/core';
import { escapeAttribute } from './escape.ts';
import { type MailTheme, usualTheme } from './theme.ts';
import { writeInline } from './write-inline.ts';

type Attributes = Record<string, string | number | null | undefined>;
type WriteBlock = (node: JSONContent, theme: MailTheme) => string;

/**
 * Writes a mail as HTML: tables, and styles on each element, because mail programs support nothing else. The
 * theme is in the document, so that reading and writing it again gives the same bytes, whatever the default
 * colours are by then.
 */
export function writeMail(mail: JSONContent, theme: MailTheme = usualTheme): string {
  const { logo, ...rest } = theme;
  const named = { ...rest, ...(logo && { logo: logo.src, 'logo-alt': logo.alt, 'logo-width': logo.width }) };
  const kept = Object.entries(named).map(
    ([name, value]) => `data-${name}="${escapeAttribute(String(value))}"`,
  );
  const wide = 'width="100%" cellpadding="0" cellspacing="0" border="0"';
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>@media (max-width:480px){.pl-column{display:block!important;width:100%!important;padding:0!important}}</style>
</head>
<body style="margin:0;background:${theme.ground}">
<table role="presentation" data-pl="mail" ${kept.join(' ')} ${wide}><tr><td align="center" bgcolor="${theme.ground}" style="padding:24px 12px">
<table role="presentation" ${wide} style="max-width:${theme.width}px">${logoOf(theme)}<tr><td data-pl="body" align="left" bgcolor="#ffffff" style="padding:32px;${faceOf(theme)}">
${writeBlocks(mail, theme)}</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function logoOf({ logo }: MailTheme): string {
  if (!logo) return '';
  const names = `src="${escapeAttribute(logo.src)}" alt="${escapeAttribute(logo.alt)}" width="${logo.width}"`;
  const image = `<img ${names} style="display:block;max-width:100%;height:auto;border:0">`;
  return `<tr><td data-pl="logo" align="left" bgcolor="#ffffff" style="padding:32px 32px 0">${image}</td></tr>`;
}

// On every cell: tables inherit neither colour nor font if a mail program uses quirks mode.
const faceOf = ({ text, font }: MailTheme) =>
  `color:${text};font-family:${escapeAttribute(font)};font-size:16px`;
const attributesOf = (node: JSONContent): Attributes => node.attrs ?? {};
const alignOf = (node: JSONContent) => {
  const { align } = attributesOf(node);
  return align ? ` align="${escapeAttribute(String(align))}"` : '';
};
const inlineOf = (node: JSONContent, theme: MailTheme) => writeInline(node.content ?? [], theme);
const sizes = new Map([
  [1, 28],
  [2, 22],
  [3, 18],
]);

const writers: Record<string, WriteBlock> = {
  paragraph: (node, theme) =>
    `<p${alignOf(node)} style="margin:0 0 16px;line-height:1.5">${inlineOf(node, theme) || '&nbsp;'}</p>\n`,
  heading(node, theme) {
    const level = Number(attributesOf(node)['level']);
    const style = `margin:0 0 12px;font-size:${sizes.get(level)}px;line-height:1.25`;
    return `<h${level}${alignOf(node)} style="${style}">${inlineOf(node, theme)}</h${level}>\n`;
  },
  blockquote: (node, theme) =>
    `<blockquote style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid ${theme.accent}">\n${writeBlocks(node, theme)}</blockquote>\n`,
  bulletList: (node, theme) =>
    `<ul style="margin:0 0 16px;padding:0 0 0 24px">\n${writeBlocks(node, theme)}</ul>\n`,
  orderedList(node, theme) {
    const start = Number(attributesOf(node)['start'] ?? 1);
    const from = start > 1 ? ` start="${start}"` : '';
    return `<ol${from} style="margin:0 0 16px;padding:0 0 0 24px">\n${writeBlocks(node, theme)}</ol>\n`;
  },
  listItem: (node, theme) => `<li style="margin:0 0 4px">${writeBlocks(node, theme)}</li>\n`,
  horizontalRule: () => `<hr style="margin:24px 0;border:0;border-top:1px solid #d9d6cc">\n`,
  mailButton(node, theme) {
    const href = escapeAttribute(String(attributesOf(node)['href'] ?? ''));
    const style =
      'display:inline-block;padding:12px 24px;color:#ffffff;font-weight:bold;text-decoration:none';
    const link = `<a href="${href}" style="${style}">${inlineOf(node, theme)}</a>`;
    const cell = `<tr><td bgcolor="${theme.accent}" style="border-radius:6px">${link}</td></tr>`;
    return `<table role="presentation" data-pl="button" cellpadding="0" cellspacing="0" border="0"${alignOf(node)} style="margin:0 0 16px">${cell}</table>\n`;
  },
  mailImage(node) {
    const { src, alt, width, href } = attributesOf(node);
    const wide = width ? ` width="${escapeAttribute(String(width))}"` : '';
    const names = `src="${escapeAttribute(String(src ?? ''))}" alt="${escapeAttribute(String(alt ?? ''))}"`;
    const image = `<img ${names}${wide} style="display:block;max-width:100%;height:auto;border:0">`;
    const linked = href ? `<a href="${escapeAttribute(String(href))}">${image}</a>` : image;
    return `<p${alignOf(node)} style="margin:0 0 16px">${linked}</p>\n`;
  },
  columns(node, theme) {
    const columns = node.content ?? [];
    const width = Math.floor(100 / columns.length);
    const cells = columns.map(
      (column) =>
        `<td data-pl="column" class="pl-column" width="${width}%" valign="top" style="padding:0 12px 0 0;${faceOf(theme)}">\n${writeBlocks(column, theme)}</td>\n`,
    );
    return `<table role="presentation" data-pl="columns" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr>\n${cells.join('')}</tr></table>\n`;
  },
};

function writeBlocks(node: JSONContent, theme: MailTheme): string {
  return (node.content ?? [])
    .map((block) => {
      const write = writers[block.type ?? ''];
      if (!write) throw new Error(`A mail has no block "${block.type}".`);
      return write(block, theme);
    })
    .join('');
}
