import { type Extensions, Extension, getSchema, Mark, mergeAttributes, Node } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';

/** What an attribute of a node is read from; null if it is not there. */
type Reader = (element: HTMLElement) => string | null;

const attribute = (name: string, read: Reader) => ({
  [name]: {
    default: null as string | null,
    parseHTML: read,
    renderHTML: (attributes: Record<string, string | null>) =>
      attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] },
  },
});

/** A placeholder such as `{{ recipient.email }}`: one character for the caret. `code` is the Liquid as it stands. */
export const Placeholder = Node.create({
  name: 'placeholder',
  group: 'inline',
  inline: true,
  atom: true,
  marks: '_',
  addAttributes: () => ({
    code: {
      default: '',
      parseHTML: (element) => element.dataset.placeholder,
      renderHTML: ({ code }) => ({ 'data-placeholder': code }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-placeholder]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, node.attrs.code],
  renderText: ({ node }) => node.attrs.code,
});

const MailLink = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => attribute('href', (element) => element.getAttribute('href')),
  parseHTML: () => [{ tag: 'a[href]' }],
  // No href: a click in the text is to set the caret.
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { class: 'mail-link' }), 0],
});

const MailButton = Node.create({
  name: 'mailButton',
  group: 'block',
  content: '(text | placeholder)*',
  marks: '',
  defining: true,
  addAttributes: () => attribute('href', (element) => element.querySelector('a')?.getAttribute('href') ?? ''),
  parseHTML: () => [{ tag: 'table[data-pl=button]', contentElement: 'a', priority: 80 }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { class: 'mail-button' }),
    ['span', 0],
  ],
});

const MailImage = Node.create({
  name: 'mailImage',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    ...attribute('src', (element) => element.getAttribute('src')),
    ...attribute('alt', (element) => element.getAttribute('alt')),
    ...attribute('width', (element) => element.getAttribute('width')),
    ...attribute('href', (element) => element.closest('a')?.getAttribute('href') ?? null),
  }),
  parseHTML: () => [{ tag: 'img', priority: 80 }],
  renderHTML: ({ node }) => ['div', { class: 'mail-image' }, node.attrs.alt || node.attrs.src || ''],
});

const Columns = Node.create({
  name: 'columns',
  group: 'block',
  content: 'column{2,3}',
  isolating: true,
  parseHTML: () => [{ tag: 'table[data-pl=columns]', contentElement: 'tr', priority: 80 }],
  renderHTML: () => ['div', { class: 'mail-columns' }, 0],
});

const Column = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  parseHTML: () => [{ tag: 'td[data-pl=column]', priority: 80 }],
  renderHTML: () => ['div', { class: 'mail-column' }, 0],
});

const Alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading', 'mailButton', 'mailImage'],
      attributes: attribute('align', (element) =>
        (element.closest('[align]') ?? element).getAttribute('align'),
      ),
    },
  ],
});

/** What a mail can hold; `placeholder` with the view that the editor gives it. */
export const mailExtensions = (placeholder = Placeholder): Extensions => [
  Document,
  Paragraph,
  Text,
  Heading.configure({ levels: [1, 2, 3] }),
  Bold,
  Italic,
  HardBreak,
  HorizontalRule,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  UndoRedo,
  Gapcursor,
  Dropcursor,
  Alignment,
  MailLink,
  placeholder,
  MailButton,
  MailImage,
  Columns,
  Column,
];

export const mailSchema = getSchema(mailExtensions());
