/**
 * Keeps the keyboard near its place when the focused element is removed, as a button that has done its work is:
 * otherwise the focus falls to the page, and the next Tab begins at its top. It goes to the nearest element around
 * the removed one that is still there and has `tabindex="-1"`. A dialog that the button has opened may have the focus
 * meanwhile. Another page begins at its start. Returns what ends it.
 */
export function keepFocus(): () => void {
  let last: { chain: Element[]; path: string } | null = null;
  const follow = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || isInDialog(target)) return;
    last = { chain: chainOf(target), path: location.pathname };
    changes.observe(document.body, { childList: true, subtree: true });
  };
  const changes = new MutationObserver(() => {
    if (!last || last.chain[0]!.isConnected || isInDialog(document.activeElement)) return;
    const { chain, path } = last;
    last = null;
    changes.disconnect();
    if (document.activeElement !== document.body || path !== location.pathname) return;
    const place = chain.find((element) => element.isConnected && element.matches('[tabindex="-1"]'));
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', follow);
  return () => {
    document.removeEventListener('focusin', follow);
    changes.disconnect();
  };
}

/** The element and all around it, from the inside. */
function chainOf(element: Element): Element[] {
  const chain = [element];
  for (let around = element.parentElement; around; around = around.parentElement) chain.push(around);
  return chain;
}

const isInDialog = (element: Element | null) => element?.closest('[role$=dialog]') != null;
