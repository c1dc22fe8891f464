import { beforeNavigate } from '$app/navigation';
import { m } from '#lib/paraglide/messages.js';

/** Asks before unsaved changes are lost: on a link, back, reload or closing the tab. Call while a component is made. */
export function guardLeaving(isDirty: () => boolean): void {
  beforeNavigate((navigation) => {
    if (!isDirty() || navigation.shallow || navigation.to?.url.pathname === navigation.from?.url.pathname)
      return;
    // The browser asks by itself where the page is unloaded.
    if (navigation.willUnload || !confirm(m.leave_question())) navigation.cancel();
  });
}
