import { browser } from '$app/env';

const storage = 'postline:single-keys';
let areOn = $state(!browser || localStorage.getItem(storage) !== 'off');

/** How long after the last key somebody still counts as typing. */
const typing = 1000;
let isTyping = false;

/** Shortcuts of one character can be turned off (WCAG 2.1.4). */
export const singleKeys = {
  get areOn() {
    return areOn;
  },
  set areOn(next: boolean) {
    areOn = next;
    localStorage.setItem(storage, next ? 'on' : 'off');
  },
};

/**
 * Whether a single key is a shortcut now: not while somebody goes on typing whose text field has just gone, as after
 * a save that opened another page.
 */
export function singleKeysAct(): boolean {
  return areOn && !isTyping;
}

/** Call when a navigation took the focus out of a text field: the next keys belong to the text. */
export function keepTyping(): void {
  isTyping = true;
  let timer = setTimeout(stop, typing);
  addEventListener('keydown', wait, { capture: true });

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(stop, typing);
  }

  function stop() {
    isTyping = false;
    removeEventListener('keydown', wait, { capture: true });
  }
}

/** A field of the page that holds text. */
export function isTextField(element: Element | null): boolean {
  return (
    element !== null &&
    element.matches('input, textarea, [contenteditable]') &&
    !element.closest('[role="dialog"]')
  );
}
