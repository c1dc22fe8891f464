import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { html } from '@codemirror/lang-html';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { readPlaceholder, type Variable } from './placeholder.ts';

/** Colours and completes HTML with Liquid, and pairs its brackets. */
export const sourceLanguage = (variables: readonly Variable[]): Extension => [
  bracketMatching(),
  closeBrackets(),
  liquid({ base: html({ autoCloseTags: true }), ...completions(variables) }),
  autocompletion(),
  syntaxHighlighting(colours),
  keymap.of(completionKeymap),
];

/** Completes words after `{{` and after each dot. */
function completions(variables: readonly Variable[]) {
  const paths = variables.map(({ code }) => readPlaceholder(code)?.path.split('.') ?? []);
  const option = (label: string) => ({ label, type: 'variable' });
  const wordsBehind = (path: readonly string[]) => [
    ...new Set(
      paths
        .filter((words) => words.length > path.length && path.every((word, at) => words[at] === word))
        .map((words) => words[path.length]!),
    ),
  ];
  return {
    variables: wordsBehind([]).map(option),
    properties: (path: readonly string[]) => wordsBehind(path).map(option),
  };
}

const colours = HighlightStyle.define([
  { tag: tags.tagName, color: 'var(--code-tag)' },
  { tag: tags.attributeName, color: 'var(--code-attribute)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-text)' },
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword],
    color: 'var(--code-word)',
    fontWeight: '600',
  },
  { tag: [tags.variableName, tags.propertyName], color: 'var(--code-variable)' },
  { tag: [tags.comment, tags.angleBracket], color: 'var(--fg-3)' },
]);
