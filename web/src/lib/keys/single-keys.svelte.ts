import { browser } from '$app/env';

const storage = 'postline:single-keys';
let areOn = $state(!browser || localStorage.getItem(storage) !== 'off');

/** Milliseconds after the last key during which somebody still counts as typing. */
const typing = 1000;
let isTyping = false;

/** Single-character shortcuts, which can be turned off (WCAG 2.1.4). */
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
 * Whether single keys are shortcuts now: not while somebody continues to type after the text field has
 * disappeared, as after a save that opened another page.
 */
export function singleKeysAct(): boolean {
  return areOn && !isTyping;
}

/** Call it when a navigation removed a focused text field: the next keys belong to the text. */
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

/** Whether an element is a text field of the page. */
export function isTextField(element: Element | null): boolean {
  return (
    element !== null &&
    element.matches('input, textarea, [contenteditable]') &&
    !element.closest('[role="dialog"]')
  );
}
