import { fetchPart } from '#lib/connection/fetch-part.ts';
import type { ChangeStateFragment } from '#lib/gql/graphql.ts';

interface Shown {
  title: string;
  text?: string;
  tone: 'ok' | 'bad';
  action?: { label: string; onclick: () => void };
}

interface Offered {
  title: string;
  until: number;
  onundo: () => Promise<void>;
}

let isNeeded = $state(false);

/** Shows toasts. Its code is fetched with the first one, because most pages never show any. */
export const toaster = {
  /** Whether the layout must include the toaster. */
  get isNeeded(): boolean {
    return isNeeded;
  },

  async show(shown: Shown, duration: number): Promise<void> {
    isNeeded = true;
    const [{ toast }, { default: card }] = await Promise.all([
      fetchPart(() => import('svelte-sonner')),
      fetchPart(() => import('./ToastCard.svelte')),
    ]);
    toast.custom(card, { componentProps: { ...shown }, duration });
  },

  /** Follows a change of many recipients until somebody closes the card. */
  async follow(started: ChangeStateFragment): Promise<void> {
    isNeeded = true;
    const [{ toast }, { default: card }] = await Promise.all([
      fetchPart(() => import('svelte-sonner')),
      fetchPart(() => import('#lib/changes/ChangeCard.svelte')),
    ]);
    const onclose = () => void toast.dismiss(id);
    const id = toast.custom(card, {
      componentProps: { started, onclose },
      duration: Number.POSITIVE_INFINITY,
      dismissible: false,
    });
  },

  async offer(offered: Offered): Promise<void> {
    isNeeded = true;
    const [{ toast }, { default: card }] = await Promise.all([
      fetchPart(() => import('svelte-sonner')),
      fetchPart(() => import('./UndoCard.svelte')),
    ]);
    const onclose = () => void toast.dismiss(id);
    const id = toast.custom(card, {
      componentProps: { ...offered, onclose },
      duration: Number.POSITIVE_INFINITY,
      dismissible: false,
    });
  },
};
