import { onMount } from 'svelte';
import { viewer } from '#lib/shell/viewer.ts';

/** What it needs of a form. */
interface Entries<Values> {
  values: Values;
  readonly isDirty: boolean;
  restore(values: Partial<Values>): void;
  undo(): void;
}

interface Kept<Values> {
  values: Values;
  /** The version that was being changed. */
  base: string | null;
  /** When it was last typed in (ISO). */
  at: string;
}

interface Place {
  /** What the form is about: "message:new", "message:12". */
  name: () => string;
  /** The version that is being changed; null for something new. */
  base: () => string | null;
}

const prefix = 'postline:draft:';

/**
 * Keeps the entries of a form in this browser until they are saved, and puts them back when the page is opened again.
 * Call while a component is made.
 */
export class Draft<Values extends Record<string, unknown>> {
  /** When the entries that were put back had been typed; null if there were none. */
  restoredAt = $state<string | null>(null);
  readonly #form: Entries<Values>;
  readonly #place: Place;
  /** Entries that have been saved: leaving the page must not keep them again. */
  #forgotten: string | undefined;

  constructor(form: Entries<Values>, place: Place, onrestore?: (base: string | null) => void) {
    this.#form = form;
    this.#place = place;
    onMount(() => {
      const kept = this.#read();
      if (!kept) return;
      form.restore(kept.values);
      this.restoredAt = form.isDirty ? kept.at : null;
      onrestore?.(kept.base);
    });
    $effect(() => {
      const values = JSON.stringify(form.values);
      const isDirty = form.isDirty;
      const timer = setTimeout(() => this.#keep(isDirty, values), 250);
      return () => {
        clearTimeout(timer);
        this.#keep(isDirty, values);
      };
    });
  }

  /** Forgets them, here and in the fields. */
  discard(): void {
    this.#form.undo();
    this.restoredAt = null;
    this.forget();
  }

  /** Call once they are saved. */
  forget(): void {
    this.restoredAt = null;
    this.#forgotten = JSON.stringify(this.#form.values);
    localStorage.removeItem(this.#key());
  }

  #key(): string {
    return `${prefix}${viewer()?.id ?? ''}:${this.#place.name()}`;
  }

  #keep(isDirty: boolean, values: string): void {
    if (values === this.#forgotten) return;
    if (!isDirty) return localStorage.removeItem(this.#key());
    const at = new Date().toISOString();
    const kept = `{"values":${values},"base":${JSON.stringify(this.#place.base())},"at":"${at}"}`;
    try {
      localStorage.setItem(this.#key(), kept);
    } catch {
      // A full or forbidden storage: then there is no draft, and the page works as before.
    }
  }

  #read(): Kept<Values> | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key()) ?? 'null') as Kept<Values> | null;
    } catch {
      return null;
    }
  }
}

/** For log-out: drafts are nobody else's to read. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
