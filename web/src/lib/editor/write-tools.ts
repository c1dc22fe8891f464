import type { ChainedCommands, Editor } from '@tiptap/core';
import type { Component } from 'svelte';
import AlignCenter from '@lucide/svelte/icons/align-center';
import Bold from '@lucide/svelte/icons/bold';
import Columns2 from '@lucide/svelte/icons/columns-2';
import Heading1 from '@lucide/svelte/icons/heading-1';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Italic from '@lucide/svelte/icons/italic';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Minus from '@lucide/svelte/icons/minus';
import Quote from '@lucide/svelte/icons/quote';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import { m } from '#lib/paraglide/messages.js';

/** An action of a toolbar button. */
export interface WriteTool {
  label: () => string;
  icon: Component;
  /** The mark or node that makes the button appear pressed; absent for insertions. */
  active?: [name: string, attributes?: Record<string, unknown>];
  run: (chain: ChainedCommands) => ChainedCommands;
}

/** The alignment of whichever block contains the caret. */
export const CENTRED = 'centred';
const aligned = ['paragraph', 'heading', 'mailButton', 'mailImage'];

export const isCentred = (editor: Editor) =>
  aligned.some((type) => editor.isActive(type, { align: 'center' }));

const toggleCentre: Parameters<ChainedCommands['command']>[0] = ({ editor, commands }) => {
  const align = isCentred(editor) ? null : 'center';
  return aligned
    .filter((type) => editor.isActive(type))
    .every((type) => commands.updateAttributes(type, { align }));
};

const emptyColumn = { type: 'column', content: [{ type: 'paragraph' }] };

/** By group, from left to right. */
export const writeTools: readonly (readonly WriteTool[])[] = [
  [
    { label: m.tool_undo, icon: Undo2, run: (chain) => chain.undo() },
    { label: m.tool_redo, icon: Redo2, run: (chain) => chain.redo() },
  ],
  [
    { label: m.tool_bold, icon: Bold, active: ['bold'], run: (chain) => chain.toggleBold() },
    { label: m.tool_italic, icon: Italic, active: ['italic'], run: (chain) => chain.toggleItalic() },
  ],
  [
    {
      label: m.tool_heading,
      icon: Heading1,
      active: ['heading', { level: 1 }],
      run: (chain) => chain.toggleHeading({ level: 1 }),
    },
    {
      label: m.tool_subheading,
      icon: Heading2,
      active: ['heading', { level: 2 }],
      run: (chain) => chain.toggleHeading({ level: 2 }),
    },
    { label: m.tool_list, icon: List, active: ['bulletList'], run: (chain) => chain.toggleBulletList() },
    {
      label: m.tool_numbers,
      icon: ListOrdered,
      active: ['orderedList'],
      run: (chain) => chain.toggleOrderedList(),
    },
    {
      label: m.tool_centre,
      icon: AlignCenter,
      active: [CENTRED],
      run: (chain) => chain.command(toggleCentre),
    },
    { label: m.tool_quote, icon: Quote, active: ['blockquote'], run: (chain) => chain.toggleBlockquote() },
  ],
  [
    { label: m.tool_divider, icon: Minus, run: (chain) => chain.setHorizontalRule() },
    {
      label: m.tool_columns,
      icon: Columns2,
      run: (chain) => chain.insertContent({ type: 'columns', content: [emptyColumn, emptyColumn] }),
    },
  ],
];
