import type { Attachment } from 'svelte/attachments';

/** Lets the keyboard reach, and so scroll, those elements inside that are wider than their place (WCAG 2.1.1). */
export const focusable =
  (selector: string): Attachment =>
  (around) => {
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) reach(target as HTMLElement);
    });
    for (const element of around.querySelectorAll<HTMLElement>(selector)) {
      reach(element);
      sizes.observe(element);
    }
    return () => sizes.disconnect();
  };

function reach(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}
