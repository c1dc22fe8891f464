import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { Placeholder } from './mail/schema.ts';

type EditorProps = Editor['options']['editorProps'];
type KeyHandler = NonNullable<EditorProps['handleKeyDown']>;
type TextHandler = NonNullable<EditorProps['handleTextInput']>;

const typeBehindChip: KeyHandler = (view, { key, ctrlKey, metaKey }) => {
  const { selection, doc, tr } = view.state;
  if (selection instanceof NodeSelection && key.length === 1 && !ctrlKey && !metaKey)
    view.dispatch(tr.setSelection(TextSelection.create(doc, selection.to)));
  return false;
};

/** The same for keyboards of phones and input methods, which name no key. */
const writeBehindChip: TextHandler = (view, ...[, , text]) => {
  const { selection, tr } = view.state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== Placeholder.name) return false;
  tr.insertText(text, selection.to);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + text.length)));
  return true;
};

/** Chromium would go to the end of the whole text from a line that ends with a chip. */
const stayInLine: KeyHandler = (view, { key, shiftKey, ctrlKey, metaKey, altKey }) => {
  const { selection, doc, tr } = view.state;
  const { $head } = selection;
  if (key !== 'End' || ctrlKey || metaKey || altKey || !(selection instanceof TextSelection)) return false;
  if ($head.parent.lastChild?.type.name !== Placeholder.name || !view.endOfTextblock('down')) return false;
  const anchor = shiftKey ? selection.anchor : $head.end();
  view.dispatch(tr.setSelection(TextSelection.create(doc, anchor, $head.end())).scrollIntoView());
  return true;
};

/** Keys beside chips: typing does not replace a selected chip, but continues after it, and End keeps to the line. */
export const chipKeys: Pick<EditorProps, 'handleKeyDown' | 'handleTextInput'> = {
  handleKeyDown: (view, event) => typeBehindChip(view, event) || stayInLine(view, event),
  handleTextInput: writeBehindChip,
};
