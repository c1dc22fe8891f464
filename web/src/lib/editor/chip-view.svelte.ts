import type { NodeViewRendererProps } from '@tiptap/core';
import { mount, unmount } from 'svelte';
import Chip from './Chip.svelte';
import type { Variable } from './placeholder.ts';

type EditorNode = NodeViewRendererProps['node'];

/** The editor's view of a placeholder: a chip. */
export class ChipView {
  readonly dom = document.createElement('span');
  readonly #props: { code: string; variables: readonly Variable[]; isSelected: boolean };
  readonly #chip: Record<string, unknown>;

  constructor(node: EditorNode, variables: readonly Variable[]) {
    this.dom.contentEditable = 'false';
    this.#props = $state({ code: String(node.attrs['code']), variables, isSelected: false });
    this.#chip = mount(Chip, { target: this.dom, props: this.#props });
  }

  update(node: EditorNode): boolean {
    if (node.type.name !== 'placeholder') return false;
    this.#props.code = String(node.attrs['code']);
    return true;
  }

  selectNode(): void {
    this.#props.isSelected = true;
  }

  deselectNode(): void {
    this.#props.isSelected = false;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    void unmount(this.#chip);
  }
}
