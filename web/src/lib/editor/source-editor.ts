import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { readPlaceholder, type Variable } from './placeholder.ts';

interface SourceOptions {
  /** A shadow root: style sheets inside it need not obey the page's Content-Security-Policy. */
  parent: ShadowRoot;
  text: string;
  variables: readonly Variable[];
  label: string;
  isReadOnly: boolean;
  /** Called when a person has changed the text. */
  onchange: (text: string) => void;
}

export interface SourceEditor {
  /** The element that has the focus. */
  field: HTMLElement;
  /** Shows a text from outside. */
  show(text: string): void;
  insert(text: string): void;
  close(): void;
}

/**
 * Opens an editor of HTML with Liquid. It leaves Ctrl Enter and Ctrl S to the page, and Tab to keyboard
 * navigation.
 */
export function openSource(options: SourceOptions): SourceEditor {
  const { parent, text } = options;
  const view = new EditorView({
    parent,
    root: parent,
    state: EditorState.create({ doc: text, extensions: extensionsOf(options) }),
  });
  return {
    field: view.contentDOM,
    show(next) {
      const shown = view.state.doc.toString();
      if (next !== shown) view.dispatch({ changes: { from: 0, to: shown.length, insert: next } });
    },
    insert(code) {
      view.dispatch(view.state.replaceSelection(code));
      view.focus();
    },
    close: () => view.destroy(),
  };
}

function extensionsOf({ variables, label, isReadOnly, onchange }: SourceOptions) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    liquid({ base: html({ autoCloseTags: true }), ...completions(variables) }),
    autocompletion(),
    syntaxHighlighting(colours),
    keymap.of([
      ...completionKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      ...historyKeymap,
    ]),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && onchange(state.doc.toString())),
    looks,
  ];
}

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

const looks = EditorView.theme({
  '&': { maxHeight: '40rem', minHeight: '24rem', fontSize: '0.8125rem', color: 'var(--fg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono, monospace)',
    lineHeight: '1.6',
    minHeight: '24rem',
    overflow: 'auto',
  },
  '.cm-gutters': { background: 'var(--sunken)', color: 'var(--fg-3)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--hover)' },
  '.cm-cursor': { borderColor: 'var(--fg)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--accent-soft)' },
  '.cm-tooltip': { background: 'var(--surface)', color: 'var(--fg)', border: '1px solid var(--line-2)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--hover)', color: 'var(--fg)' },
});
