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
import { ownImagePath } from '../images/own-image.ts';

/** Reads an attribute of a node from an element; null if it is absent. */
type Reader = (element: HTMLElement) => string | null;

const attribute = (name: string, read: Reader) => ({
  [name]: {
    default: null as string | null,
    parseHTML: read,
    renderHTML: (attributes: Record<string, string | null>) =>
      attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] },
  },
});

/**
 * A placeholder such as `{{ recipient.email }}`: one character for the caret. `code` is the original Liquid.
 */
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
  // No href: a click in the text must set the caret.
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

/** In the editor's own view of an image its attributes are kept as data. */
const keptOr = (element: HTMLElement, name: string) => element.dataset[name] ?? element.getAttribute(name);

const MailImage = Node.create({
  name: 'mailImage',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    ...attribute('src', (element) => keptOr(element, 'src')),
    ...attribute('alt', (element) => keptOr(element, 'alt')),
    ...attribute('width', (element) => keptOr(element, 'width')),
    ...attribute(
      'href',
      (element) => element.dataset.href ?? element.closest('a')?.getAttribute('href') ?? null,
    ),
  }),
  // The second is the editor's own view, when it is copied.
  parseHTML: () => [
    { tag: 'img', priority: 80 },
    { tag: 'div.mail-image', priority: 80 },
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { src, alt, width } = node.attrs;
    const path = ownImagePath(String(src ?? ''));
    // Images of other sites are not loaded while a mail is written.
    const shown = path ? ['img', { src: path, alt: alt ?? '', ...(width && { width }) }] : alt || src || '';
    return [
      'div',
      mergeAttributes(HTMLAttributes, { class: path ? 'mail-image mail-image-own' : 'mail-image' }),
      shown,
    ];
  },
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

/** The editor's extensions, which define what a mail can contain; `placeholder` may have a view. */
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
