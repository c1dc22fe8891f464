import { SvelteSet } from 'svelte/reactivity';

/** The selected rows, by id, or everything that matches the filter, including other pages. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  isEverything = $state(false);

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.isEverything || this.ids.has(id);
  }

  hasAll(page: readonly string[]): boolean {
    return page.length > 0 && page.every((id) => this.has(id));
  }

  hasSome(page: readonly string[]): boolean {
    return !this.hasAll(page) && page.some((id) => this.has(id));
  }

  toggle(id: string): void {
    this.isEverything = false;
    if (!this.ids.delete(id)) this.ids.add(id);
  }

  toggleAll(page: readonly string[]): void {
    const tick = !this.hasAll(page);
    this.isEverything = false;
    for (const id of page) {
      if (tick) this.ids.add(id);
      else this.ids.delete(id);
    }
  }

  selectEverything(): void {
    this.isEverything = true;
  }

  clear(): void {
    this.isEverything = false;
    this.ids.clear();
  }
}
