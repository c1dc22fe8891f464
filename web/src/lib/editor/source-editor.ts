import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { fetchPart } from '#lib/connection/fetch-part.ts';
import type { Variable } from './placeholder.ts';

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
  const { parent, text, variables } = options;
  const language = new Compartment();
  const view = new EditorView({
    parent,
    root: parent,
    state: EditorState.create({ doc: text, extensions: extensionsOf(options, language) }),
  });
  let isOpen = true;
  // Its grammars are as large as the rest; the text can be read and written without colours.
  void fetchPart(() => import('./source-language.ts')).then(({ sourceLanguage }) => {
    if (isOpen) view.dispatch({ effects: language.reconfigure(sourceLanguage(variables)) });
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
    close() {
      isOpen = false;
      view.destroy();
    },
  };
}

function extensionsOf({ label, isReadOnly, onchange }: SourceOptions, language: Compartment) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    language.of([]),
    keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap]),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && onchange(state.doc.toString())),
    looks,
  ];
}

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
