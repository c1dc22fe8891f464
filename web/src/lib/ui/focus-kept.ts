import type { Attachment } from 'svelte/attachments';

/**
 * Takes the focus when the focused element inside is removed, as a button that has done its work is: otherwise the
 * focus falls to the page, and a keyboard begins at its top again. A dialog that the button has opened may have
 * the focus meanwhile. The element needs a `tabindex`.
 */
export const focusKept: Attachment<HTMLElement> = (around) => {
  let last: Element | null = null;
  const follow = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || isInDialog(target)) return;
    last = around.contains(target) && target !== around ? target : null;
    changes.disconnect();
    if (last) changes.observe(document.body, { childList: true, subtree: true });
  };
  const changes = new MutationObserver(() => {
    if (!last || last.isConnected || isInDialog(document.activeElement)) return;
    last = null;
    changes.disconnect();
    if (document.activeElement === document.body) around.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', follow);
  return () => {
    document.removeEventListener('focusin', follow);
    changes.disconnect();
  };
};

const isInDialog = (element: Element | null) => element?.closest('[role$=dialog]') != null;
