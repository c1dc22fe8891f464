import { type Editor, Extension } from '@tiptap/core';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import type { Variable } from './placeholder.ts';

type Shown = SuggestionProps<Variable, Variable>;

/** The list of placeholders that opens at `{{`. */
export class Suggestions {
  /** Null while it is closed. */
  shown = $state.raw<Shown | null>(null);
  active = $state(0);
  readonly #variables: readonly Variable[];

  constructor(variables: readonly Variable[]) {
    this.#variables = variables;
  }

  get items(): readonly Variable[] {
    return this.shown?.items ?? [];
  }

  pick(variable: Variable): void {
    this.shown?.command(variable);
  }

  /** Returns the extension for the editor. */
  extension(): Extension {
    const options = (editor: Editor) => ({
      editor,
      char: '{{',
      allowSpaces: true,
      allowedPrefixes: null,
      items: ({ query }: { query: string }) => this.#find(query),
      command: ({
        editor: of,
        range,
        props,
      }: {
        editor: Editor;
        range: { from: number; to: number };
        props: Variable;
      }) =>
        void of
          .chain()
          .focus()
          .insertContentAt(range, { type: 'placeholder', attrs: { code: props.code } })
          .run(),
      render: () => ({
        onStart: (shown: Shown) => this.#show(shown),
        onUpdate: (shown: Shown) => this.#show(shown),
        onExit: () => (this.shown = null),
        onKeyDown: ({ event }: { event: KeyboardEvent }) => this.#onKey(event),
      }),
    });
    return Extension.create({
      name: 'suggestions',
      addProseMirrorPlugins() {
        return [Suggestion<Variable, Variable>(options(this.editor))];
      },
    });
  }

  #find(query: string): Variable[] {
    const wanted = query.trim().toLowerCase();
    return this.#variables.filter(({ code, label }) => `${code} ${label()}`.toLowerCase().includes(wanted));
  }

  #show(shown: Shown): void {
    this.active = this.shown ? Math.min(this.active, Math.max(0, shown.items.length - 1)) : 0;
    this.shown = shown;
  }

  #onKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const count = this.items.length;
    if (!this.shown || count === 0) return false;
    if (key === 'ArrowDown') this.active = (this.active + 1) % count;
    else if (key === 'ArrowUp') this.active = (this.active + count - 1) % count;
    else if (key === 'Escape') this.shown = null;
    else if (key === 'Enter' && !ctrlKey && !metaKey) this.pick(this.items[this.active]!);
    else return false;
    return true;
  }
}
