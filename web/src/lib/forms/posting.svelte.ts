import { tick } from 'svelte';
import type { SubmitFunction } from '$app/forms';
import { m } from '#lib/paraglide/messages.js';

/**
 * A form that is posted to its page's action, with or without a script: its problems, and whether it is being
 * submitted.
 */
export class Posting {
  isBusy = $state(false);
  /** Problems by the fields' names, before anything is posted. */
  errors = $state<Record<string, string>>({});

  /** For `{@attach}`: with a script, the page's own messages replace the browser's. */
  ownWords = (form: HTMLFormElement): (() => void) => {
    form.noValidate = true;
    const forget = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) delete this.errors[target.name];
    };
    form.addEventListener('input', forget);
    return () => form.removeEventListener('input', forget);
  };

  /** Returns whether every field may be posted; if not, shows the problems and focuses the first. */
  async check(form: HTMLFormElement): Promise<boolean> {
    const fields = [...form.elements].filter((field) => field instanceof HTMLInputElement);
    const wrong = fields.filter(({ validity }) => !validity.valid);
    this.errors = Object.fromEntries(wrong.map((field) => [field.name, wordsFor(field)]));
    if (wrong.length === 0) return true;
    await tick();
    wrong[0]?.focus();
    return false;
  }

  /** For `use:enhance`. A refusal keeps the entries and focuses its first field. */
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
