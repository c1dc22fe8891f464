import { tick } from 'svelte';
import type { CombinedError } from '@urql/core';
import * as v from 'valibot';
import { codeOf, problemsOf, sentenceOf, type Problem } from '#lib/graphql/errors.ts';

interface Options<Values, Output> {
  /** Called at every check, so that its messages follow the language. */
  schema: () => v.GenericSchema<Values, Output>;
  /** Sends the entries. Returns the failure if they were refused. */
  submit: (output: Output) => Promise<CombinedError | undefined>;
  /** Called if others have saved it or it is in use. Returns whether the page says so itself. */
  onconflict?: () => Promise<boolean>;
}

interface Refusal {
  problem: Problem;
  /** The refused value: the problem remains until it changes. */
  of: string;
}

/**
 * The state of one form: values, problems beside their fields, whether it was changed and is being submitted.
 * Shows no problems before the first attempt to submit, and updates them at every key afterwards. A refusal
 * focuses its first field.
 */
export class Form<Values extends Record<string, unknown>, Output> {
  values: Values;
  /** A refusal in one sentence, if it names no problem. */
  sentence = $state<string>();
  isSubmitting = $state(false);
  errors = $derived.by(() => ({ ...this.#standing(), ...this.#issues() }));
  isDirty = $derived.by(() => JSON.stringify(this.values) !== this.#saved);

  readonly #options: Options<Values, Output>;
  #saved = $state.raw('');
  #wasTried = $state(false);
  #refusals = $state.raw<Refusal[]>([]);

  constructor(initial: Values, options: Options<Values, Output>) {
    const values = $state(structuredClone(initial));
    this.values = values;
    this.#saved = JSON.stringify(initial);
    this.#options = options;
  }

  /** Problems that belong to no field of this form. */
  get problems(): Problem[] {
    return this.#refusals.map(({ problem }) => problem).filter(({ path }) => !this.#hasField(path[0]));
  }

  /** For `<form onsubmit>`. */
  onsubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.send(event.currentTarget instanceof HTMLFormElement ? event.currentTarget : null);
  };

  /** Checks and submits. Returns whether it was accepted. */
  async send(element: HTMLFormElement | null = null): Promise<boolean> {
    if (this.isSubmitting) return false;
    this.#wasTried = true;
    const parsed = v.safeParse(this.#options.schema(), $state.snapshot(this.values));
    if (!parsed.success) return focusFirstInvalid(element);
    const sent = JSON.stringify(this.values);
    const failure = await this.#submit(parsed.output);
    if (failure) return this.#refuse(failure, element);
    this.#settle(sent);
    return true;
  }

  /** Resets the form to these values. */
  reset(next: Values): void {
    Object.assign(this.values, structuredClone(next));
    this.#settle(JSON.stringify(next));
  }

  /** Restores entries that were typed but not saved. */
  restore(values: Partial<Values>): void {
    for (const name of Object.keys(this.values)) {
      if (name in values) Object.assign(this.values, { [name]: values[name] });
    }
  }

  /** Returns to the values that were last saved. */
  undo(): void {
    Object.assign(this.values, JSON.parse(this.#saved));
    this.#settle(this.#saved);
  }

  async #submit(output: Output): Promise<CombinedError | undefined> {
    this.isSubmitting = true;
    this.sentence = undefined;
    try {
      return await this.#options.submit(output);
    } finally {
      this.isSubmitting = false;
    }
  }

  async #refuse(failure: CombinedError, element: HTMLFormElement | null): Promise<false> {
    if (codeOf(failure) === 'CONFLICT' && (await this.#options.onconflict?.())) return false;
    this.#refusals = problemsOf(failure).map((problem) => ({ problem, of: this.#textAt(problem.path[0]) }));
    if (this.#refusals.length === 0) this.sentence = sentenceOf(failure);
    return focusFirstInvalid(element);
  }

  #settle(saved: string): void {
    this.#saved = saved;
    this.#wasTried = false;
    this.#refusals = [];
    this.sentence = undefined;
  }

  #issues(): Record<string, string> {
    const found: Record<string, string> = {};
    if (!this.#wasTried) return found;
    for (const issue of v.safeParse(this.#options.schema(), this.values).issues ?? []) {
      found[String(issue.path?.[0]?.key ?? '')] ??= issue.message;
    }
    return found;
  }

  #standing(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { problem, of } of this.#refusals) {
      const [name] = problem.path;
      if (name !== undefined && this.#hasField(name) && this.#textAt(name) === of)
        found[name] ??= problem.message;
    }
    return found;
  }

  #hasField(name: string | undefined): boolean {
    return name !== undefined && name in this.values;
  }

  #textAt(name: string | undefined): string {
    return name === undefined ? '' : JSON.stringify(this.values[name]);
  }
}

async function focusFirstInvalid(element: HTMLFormElement | null): Promise<false> {
  await tick();
  element?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  return false;
}
