import { subjectWords } from '#lib/editor/subject-words.ts';

// What is not closed hides the rest, as in a browser. Looked for again at each next opening, it would take the square
// of the length, on the server too.
const unseen =
  /<(style|script|title)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)|<[^>]*(?:>|$)|\{%[\s\S]*?(?:%\}|$)/gi;
const longest = 4000;

/** Returns the words of a body, as they can be shown before its editor has been fetched, also on the server. */
export function bodyWords(body: string): string {
  const text = body
    .slice(0, 5 * longest)
    .replace(unseen, '\n')
    .replace(/&nbsp;/g, ' ');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map(subjectWords).join('\n').slice(0, longest);
}
