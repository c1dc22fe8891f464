import { Editor, type Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { ChipView } from './chip-view.svelte.ts';
import { markPlaceholders, readMail } from './mail/read-mail.ts';
import { mailExtensions, Placeholder } from './mail/schema.ts';
import type { MailTheme } from './mail/theme.ts';
import { writeMail } from './mail/write-mail.ts';
import type { Variable } from './placeholder.ts';

interface WriteEditorOptions {
  element: HTMLElement;
  html: string;
  variables: readonly Variable[];
  suggestions: Extension;
  label: string;
  isReadOnly: boolean;
  /** The mail was changed by hand. */
  onchange: (html: string) => void;
}

/** An editor of mails over an element; `html` is what it reads and writes. */
export class WriteEditor {
  readonly editor: Editor;
  #theme: MailTheme;
  #html: string;

  constructor(options: WriteEditorOptions) {
    const { element, html, variables, suggestions, label, isReadOnly, onchange } = options;
    const { mail, theme } = readMail(html);
    this.#theme = theme;
    this.#html = html;
    const attributes = { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label };
    const chips = Placeholder.extend({
      addNodeView:
        () =>
        ({ node }) =>
          new ChipView(node, variables),
    });
    this.editor = new Editor({
      element,
      extensions: [...mailExtensions(chips), suggestions],
      content: mail,
      editable: !isReadOnly,
      // Its few rules stand in the app's own style sheet: a strict Content-Security-Policy lets no other in.
      injectCSS: false,
      editorProps: { attributes, transformPastedHTML: markPlaceholders, handleKeyDown: typeBehindChip },
      onUpdate: () => {
        this.#html = writeMail(this.editor.getJSON(), this.#theme);
        onchange(this.#html);
      },
    });
  }

  /** Shows a mail that was not written here. */
  show(html: string): void {
    if (html === this.#html) return;
    const { mail, theme } = readMail(html);
    this.#theme = theme;
    this.#html = html;
    this.editor.commands.setContent(mail, { emitUpdate: false });
  }
}

type KeyHandler = NonNullable<Editor['options']['editorProps']['handleKeyDown']>;

/** A chosen chip is not typed over: what is typed stands behind it. */
const typeBehindChip: KeyHandler = (view, { key, ctrlKey, metaKey }) => {
  const { selection, doc, tr } = view.state;
  if ('node' in selection && key.length === 1 && !ctrlKey && !metaKey)
    view.dispatch(tr.setSelection(TextSelection.create(doc, selection.to)));
  return false;
};
