import { Editor, type Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { imageIn } from './images/upload-mail-image.ts';
import { chipKeys } from './chip-keys.ts';
import { ChipView } from './chip-view.svelte.ts';
import { markPlaceholders, readMail } from './mail/read-mail.ts';
import { mailExtensions, Placeholder } from './mail/schema.ts';
import type { MailTheme } from './mail/theme.ts';
import { writeMail } from './mail/write-mail.ts';
import type { Variable } from './placeholder.ts';

type EditorProps = Editor['options']['editorProps'];

interface WriteEditorOptions {
  element: HTMLElement;
  html: string;
  variables: readonly Variable[];
  suggestions: Extension;
  label: string;
  isReadOnly: boolean;
  /** Called when a person has changed the mail. */
  onchange: (html: string) => void;
  /** Called with the look of the mail, also when it changes. */
  ontheme: (theme: MailTheme) => void;
  /** Called when a person has pasted or dropped an image. */
  onimage: (file: File) => void;
}

/** An editor of mails in an element; it reads and writes `html`. */
export class WriteEditor {
  readonly editor: Editor;
  /** Called with the look of the mail that is shown. */
  readonly #ontheme: (theme: MailTheme) => void;
  #theme: MailTheme;
  #html: string;

  constructor(options: WriteEditorOptions) {
    const { element, html, variables, suggestions, label, isReadOnly, onchange, onimage, ontheme } = options;
    const { mail, theme } = readMail(html);
    this.#theme = theme;
    this.#html = html;
    this.#ontheme = ontheme;
    ontheme(theme);
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
      // Its few rules are in the app's own style sheet: a strict Content-Security-Policy admits no other.
      injectCSS: false,
      editorProps: {
        attributes,
        transformPastedHTML: markPlaceholders,
        ...chipKeys,
        ...takeImages(onimage),
      },
      onUpdate: () => {
        this.#html = writeMail(this.editor.getJSON(), this.#theme);
        onchange(this.#html);
      },
    });
  }

  /** Shows a mail from outside. */
  show(html: string): void {
    if (html === this.#html) return;
    const { mail, theme } = readMail(html);
    this.#theme = theme;
    this.#html = html;
    this.#ontheme(theme);
    this.editor.commands.setContent(mail, { emitUpdate: false });
  }
}

/** An image from the clipboard or the desktop; one dropped in the text goes where it was dropped. */
function takeImages(onimage: (file: File) => void): Pick<EditorProps, 'handlePaste' | 'handleDrop'> {
  return {
    handlePaste(view, { clipboardData }) {
      const file = view.editable ? imageIn(clipboardData) : null;
      // Office programs put a picture of copied text beside the text.
      if (!file || clipboardData?.types.includes('text/html')) return false;
      onimage(file);
      return true;
    },
    handleDrop(view, { dataTransfer, clientX, clientY }) {
      const file = view.editable ? imageIn(dataTransfer) : null;
      if (!file) return false;
      const place = view.posAtCoords({ left: clientX, top: clientY });
      if (place) {
        const { doc, tr } = view.state;
        view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(place.pos))));
      }
      onimage(file);
      return true;
    },
  };
}
