import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt('default', {
  html: false,
  linkify: false,
  typographer: false,
  maxNesting: 20,
});

const allowedTags =
  'h1 h2 h3 h4 p a em strong s code pre blockquote ul ol li hr br img table thead tbody tr th td'.split(' ');

/** Converts Markdown to HTML without scripts, content from elsewhere, or anything hidden. */
export function htmlOf(text: string): string {
  return sanitizeHtml(markdown.render(text), {
    allowedTags,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'loading'],
      ol: ['start'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 50,
    // The page has a title of its own.
    transformTags: {
      h1: 'h2',
      a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener' }),
      img: sanitizeHtml.simpleTransform('img', { loading: 'lazy' }),
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'img' && !/^\/images\/[0-9a-f]{64}\.webp$/.test(attribs.src ?? ''),
  });
}
