import { browser } from '$app/env';

const storage = 'postline:single-keys';
let areOn = $state(!browser || localStorage.getItem(storage) !== 'off');

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
