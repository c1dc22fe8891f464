import { onMount } from 'svelte';
import { viewer } from '#lib/shell/viewer.ts';

/** The parts of a form that drafts need. */
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
  /** Identifies the form: "message:new", "message:12". */
  name: () => string;
  /** The version that is being changed; null for something new. */
  base: () => string | null;
}

const prefix = 'postline:draft:';

/**
 * Keeps the entries of a form in this browser until they are saved, and restores them when the page is opened
 * again. Create it during a component's initialisation.
 */
export class Draft<Values extends Record<string, unknown>> {
  /** When the restored entries were typed; null if there were none. */
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

  /** Discards the draft, here and in the fields. */
  discard(): void {
    this.#form.undo();
    this.restoredAt = null;
    this.forget();
  }

  /** Discards the stored draft. Call it after saving. */
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
      // The storage is full or forbidden: without drafts the page works all the same.
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

/** Deletes all drafts on log-out, so that nobody else can read them. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
