import { untrack } from 'svelte';
import { renew } from '#lib/graphql/freshness.ts';

/** Notices that somebody else has saved what a form changes since the form was loaded. */
export class Conflict {
  /** Whether it asks which version to keep. */
  isOpen = $state(false);
  /** `updatedAt` of the version that the form's entries are based on. */
  base: string | null;
  readonly #latest: () => string | null;

  /** @param latest `updatedAt` of what the page has loaded last. */
  constructor(latest: () => string | null) {
    this.base = $state(untrack(latest));
    this.#latest = latest;
  }

  /** For a form: loads what others have saved. Returns whether that is why the form was refused. */
  meet = async (): Promise<boolean> => {
    await renew();
    this.isOpen = this.#latest() !== this.base;
    return this.isOpen;
  };

  /** From now on the entries are based on what was loaded last. */
  settle(): void {
    this.base = this.#latest();
    this.isOpen = false;
  }
}
