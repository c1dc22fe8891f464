import type { Locale } from '../../language/locale.ts';
import type { AccountMailText } from './account-mail-text.ts';

/** Lays the texts of an account mail out as its two parts. */
export function layOutMail(mail: AccountMailText, locale: Locale): { text: string; html: string } {
  return { text: plain(mail), html: page(mail, locale) };
}

const plain = ({ intro, lists = [], action, other, note }: AccountMailText): string =>
  [
    intro,
    ...lists.map(linesOf),
    lineOf(action),
    ...(other ? [lineOf(other)] : []),
    note,
    '-- \nPostline',
  ].join('\n\n');

type List = NonNullable<AccountMailText['lists']>[number];

const linesOf = ({ title, items }: List) => [title, ...items.map((item) => `- ${item}`)].join('\n');
const lineOf = ({ label, url }: { label: string; url: string }) => `${label}:\n${url}`;

// Styles are on the elements, because many programs support nothing else; those with a dark mode use the
// style sheet in the head.
const STYLE = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #0e0f13 !important; color: #f0eeea !important; }
  .card { background: #15171c !important; border-color: #272a30 !important; }
  .button { background: #3f69e2 !important; }
  .link { color: #93b5ff !important; }
  .quiet { color: #b4b7be !important; }
}`;
const FONT = "font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

function page({ subject, intro, lists = [], action, other, note }: AccountMailText, locale: Locale): string {
  const paragraph = (content: string) => `<p style="margin: 0 0 20px">${content}</p>`;
  const quiet = (content: string) =>
    `<p class="quiet" style="margin: 20px 0 0; color: #4e535c; font-size: 14px">${content}</p>`;
  return `<!doctype html>
<html lang="${locale.toLowerCase()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>${STYLE}</style>
</head>
<body class="page" style="margin: 0; padding: 24px 16px; background: #faf9f6; color: #191d26; ${FONT}">
<div class="card" style="max-width: 480px; margin: 0 auto; padding: 28px; border: 1px solid #e1e0db; border-radius: 12px; background: #ffffff">
<h1 style="margin: 0 0 16px; font-size: 20px; line-height: 1.3">${escaped(subject)}</h1>
${paragraph(escaped(intro))}
${lists.map(listOf).join('\n')}
${paragraph(`<a class="button" href="${escaped(action.url)}" style="display: inline-block; padding: 10px 18px; border-radius: 8px; background: #2d54d3; color: #ffffff; font-weight: 600; text-decoration: none">${escaped(action.label)}</a>`)}
${other ? paragraph(linkTo(other.url, other.label)) : ''}
${quiet(escaped(note))}
${quiet(linkTo(action.url, action.url))}
</div>
</body>
</html>
`;
}

const listOf = ({ title, items }: List) =>
  `<p style="margin: 0 0 4px">${escaped(title)}</p>
<ul style="margin: 0 0 20px; padding-left: 20px">${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;

const linkTo = (url: string, label: string) =>
  `<a class="link" href="${escaped(url)}" style="color: #264ac9; word-break: break-all">${escaped(label)}</a>`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
