import { latinOf } from '#lib/keys/layouts.ts';
import type { Option } from './option.ts';

interface Hooks {
  options: () => readonly Option[];
  onpick: (option: Option) => void;
  /** The typed text, 200 ms after the last key; empty again once the list is closed. */
  onsearch: (text: string) => void;
  /** Whether a search is under way. */
  isLoading?: () => boolean;
}

/**
 * The behaviour of a field that searches a list (WAI-ARIA combobox with a listbox): arrows move, Enter picks
 * and closes, Escape closes the list and nothing else. The focus stays in the field.
 */
export class Picker {
  isOpen = $state(false);
  /** The text being typed; null while nobody types. */
  typed = $state<string | null>(null);
  active = $state(-1);
  /** The form was about to be submitted while the field contained text that matches nothing chosen. */
  isUnresolved = $state(false);
  readonly id: string;
  readonly #hooks: Hooks;
  /** Whether the text has changed so lately that it has not been searched yet. */
  isTyping = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, hooks: Hooks) {
    this.id = id;
    this.#hooks = hooks;
  }

  /** For the `<input>`. */
  get attributes() {
    const isShown = this.isOpen && this.#hooks.options().length > 0;
    return {
      role: 'combobox',
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': isShown,
      'aria-controls': isShown ? `${this.id}-list` : undefined,
      'aria-activedescendant': isShown && this.active >= 0 ? this.optionId(this.active) : undefined,
      oninput: (event: Event) => this.#type(event),
      onclick: () => this.open(),
      onkeydown: (event: KeyboardEvent) => this.#press(event),
      onblur: () => this.close(),
    } as const;
  }

  optionId(at: number): string {
    return `${this.id}-option-${at}`;
  }

  open(): void {
    if (!this.isOpen) this.active = -1;
    this.isOpen = true;
  }

  close(): void {
    this.isOpen = false;
    this.isUnresolved = false;
    this.active = -1;
    if (this.typed !== null) this.#search('');
    this.typed = null;
  }

  pick(option: Option): void {
    this.#hooks.onpick(option);
    this.close();
  }

  /** Takes over what the field holds, which may have been typed before the page came to life. */
  takeOver(text: string): void {
    if (text === this.typed) return;
    this.typed = text;
    this.isUnresolved = false;
    this.isOpen = true;
    this.active = 0;
    this.#search(text);
  }

  #type(event: Event): void {
    if (event.currentTarget instanceof HTMLInputElement) this.takeOver(event.currentTarget.value);
  }

  #search(text: string): void {
    clearTimeout(this.#timer);
    this.isTyping = true;
    this.#timer = setTimeout(() => {
      this.isTyping = false;
      this.#hooks.onsearch(text.trim());
    }, 200);
  }

  #press(event: KeyboardEvent): void {
    const { key } = event;
    // These keys belong to the form, or to an input method.
    if (event.ctrlKey || event.metaKey || event.isComposing) return this.#hold(event);
    if (key === 'ArrowDown' || key === 'ArrowUp') this.#move(event, key === 'ArrowDown' ? 1 : -1);
    else if (!this.isOpen) return;
    else if (key === 'Escape') this.#dismiss(event);
    else if (key === 'Enter') this.#pickActive(event);
  }

  /** Keeps Ctrl Enter and Ctrl S from submitting while the search text is unresolved. */
  #hold(event: KeyboardEvent): void {
    const saves = event.key === 'Enter' || latinOf(event.key) === 's';
    if (event.isComposing || !saves || !this.typed?.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    this.isUnresolved = true;
  }

  #move(event: KeyboardEvent, step: 1 | -1): void {
    event.preventDefault();
    const count = this.#hooks.options().length;
    const from = this.isOpen ? this.active : -1;
    this.isOpen = true;
    if (count > 0) this.active = from < 0 ? (step === 1 ? 0 : count - 1) : (from + step + count) % count;
  }

  /** Closes the list only: the dialog around it must not get the key. */
  #dismiss(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  #pickActive(event: KeyboardEvent): void {
    event.preventDefault();
    const option = this.#isStale ? this.#typedOption() : this.#hooks.options()[this.active];
    if (option) this.pick(option);
  }

  /** The options may still be those of an earlier text. */
  get #isStale(): boolean {
    return Boolean(this.typed?.trim()) && (this.isTyping || this.#hooks.isLoading?.() === true);
  }

  /** The first option, from the active one on, that contains the typed text. */
  #typedOption(): Option | undefined {
    const wanted = this.typed!.trim().toLowerCase();
    const isWanted = ({ label, hint = '' }: Option) => `${label} ${hint}`.toLowerCase().includes(wanted);
    return this.#hooks.options().slice(Math.max(this.active, 0)).find(isWanted);
  }
}
