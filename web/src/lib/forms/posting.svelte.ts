import { tick } from 'svelte';
import type { SubmitFunction } from '$app/forms';
import { m } from '#lib/paraglide/messages.js';

/** A form that is posted to its page's action, with a script or without: what is wrong with it, and whether it is on its way. */
export class Posting {
  isBusy = $state(false);
  /** What is wrong, by the fields' names, before anything is posted. */
  errors = $state<Record<string, string>>({});

  /** For `{@attach}`: where a script runs, the page's own words take the place of the browser's bubbles. */
  ownWords = (form: HTMLFormElement): (() => void) => {
    form.noValidate = true;
    const forget = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) delete this.errors[target.name];
    };
    form.addEventListener('input', forget);
    return () => form.removeEventListener('input', forget);
  };

  /** Returns whether every field may be posted; if not, shows what is wrong and focuses the first. */
  async check(form: HTMLFormElement): Promise<boolean> {
    const fields = [...form.elements].filter((field) => field instanceof HTMLInputElement);
    const wrong = fields.filter(({ validity }) => !validity.valid);
    this.errors = Object.fromEntries(wrong.map((field) => [field.name, wordsFor(field)]));
    if (wrong.length === 0) return true;
    await tick();
    wrong[0]?.focus();
    return false;
  }

  /** For `use:enhance`. A refusal keeps what was typed and focuses its first field. */
  submit: SubmitFunction = async ({ formElement, cancel }) => {
    if (this.isBusy || !(await this.check(formElement))) return cancel();
    this.isBusy = true;
    return async ({ update }) => {
      await update({ reset: false, navigate: false }).finally(() => (this.isBusy = false));
      await tick();
      formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    };
  };
}

function wordsFor({ type, validity }: HTMLInputElement): string {
  if (type !== 'email') return m.field_required();
  return validity.valueMissing ? m.field_email_required() : m.field_email_wrong();
}
