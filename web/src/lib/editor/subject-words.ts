import { placeholderName, readPlaceholder } from './placeholder.ts';
import { variablesWith } from './variables.ts';

const variables = variablesWith([]);
// Up to the next opening at most: otherwise openings that are never closed would take the square of their number.
const TAG = /\{%(?:(?!\{%).)*?%\}/gs;
const PLACEHOLDER = /\{\{-?((?:(?!\{\{).)*?)-?\}\}/gs;

/**
 * A subject for people to read: `Hello {{ recipient.fullName | default: "friend" }}` is "Hello ⟨Full name⟩". Tags
 * of Liquid are left out.
 */
export function subjectWords(subject: string): string {
  const words = subject
    .replaceAll(TAG, '')
    .replaceAll(PLACEHOLDER, (_, inside: string) => `⟨${nameOf(inside)}⟩`)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words || subject;
}

/** The name of what is filled in, without its filters. */
function nameOf(inside: string): string {
  const path = `{{ ${inside.split('|')[0]!.trim()} }}`;
  return readPlaceholder(path) ? placeholderName(path, variables) : '…';
}
