import { tick } from 'svelte';
import type { SubmitFunction } from '$app/forms';

/** A form that is posted to its page's action, with a script or without: whether it is on its way. */
export class Posting {
  isBusy = $state(false);

  /** For `use:enhance`. A refusal keeps what was typed and focuses its first field. */
  submit: SubmitFunction = ({ formElement, cancel }) => {
    if (this.isBusy) return cancel();
    this.isBusy = true;
    return async ({ update }) => {
      await update({ reset: false, navigate: false }).finally(() => (this.isBusy = false));
      await tick();
      formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    };
  };
}
