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

  /** Saves a form's entries over what others have saved. */
  overwrite(form: { send(): Promise<boolean> }): void {
    this.settle();
    void form.send();
  }

  /** Replaces a form's entries by what others have saved. */
  discard<Values>(form: { reset(next: Values): void }, theirs: Values): void {
    form.reset(theirs);
    this.settle();
  }

  /** From now on the entries are based on what was loaded last. */
  settle(): void {
    this.base = this.#latest();
    this.isOpen = false;
  }
}
