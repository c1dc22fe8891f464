import Ban from '@lucide/svelte/icons/ban';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleX from '@lucide/svelte/icons/circle-x';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import Pencil from '@lucide/svelte/icons/pencil';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import Trash2 from '@lucide/svelte/icons/trash-2';
import type { SendScope } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MenuItem } from '#lib/ui/menu-item.ts';
import type { Mailing } from './mailing.ts';

interface Handlers {
  launch: (scope: SendScope) => void;
  reopen: () => void;
  disable: () => void;
  enable: () => void;
  /** Null while a run is unfinished: then it has a button of its own. */
  cancel: (() => void) | null;
  remove: () => void;
}

/** The menu of a mailing for this viewer now, without the actions that have buttons of their own. */
export function actionsOf(mailing: Mailing, handlers: Handlers): MenuItem[] {
  const { viewerCan: can, status, currentRun } = mailing;
  const items: (MenuItem | false)[] = [
    currentRun != null &&
      can.edit && { label: m.edit(), icon: Pencil, href: `/mailings/${mailing.id}/update/` },
    ...resending(mailing, handlers),
    can.edit && { label: m.duplicate(), icon: CopyPlus, href: `/mailings/create/?copy=${mailing.id}` },
    can.reopen && { label: m.reopen(), hint: m.reopen_hint(), icon: RotateCcw, onselect: handlers.reopen },
    handlers.cancel !== null &&
      can.cancel &&
      status === 'RUNNING' && {
        label: m.stop_repeating(),
        icon: CircleX,
        isDanger: true,
        startsGroup: true,
        onselect: handlers.cancel,
      },
    ...disabling(mailing, handlers),
    can.delete && {
      label: m.delete(),
      icon: Trash2,
      isDanger: true,
      startsGroup: true,
      onselect: handlers.remove,
    },
  ];
  return items.filter((item) => item !== false);
}

/** Sending again to a part of the audience, after a first run. */
function resending(
  { viewerCan: can, runs, failedAudienceCount: failed }: Mailing,
  { launch }: Handlers,
): MenuItem[] {
  if (!can.launch || runs.nodes.length === 0) return [];
  return [
    {
      label: m.send_failed_only(),
      hint: m.send_failed_only_hint({ count: failed }),
      icon: Send,
      isDisabled: failed === 0,
      onselect: () => launch('FAILED_ONLY'),
    },
    {
      label: m.send_not_yet_sent(),
      hint: m.send_not_yet_sent_hint(),
      icon: Send,
      onselect: () => launch('NOT_YET_SENT'),
    },
  ];
}

/** Viewers who may do nothing else have a button for this. */
function disabling({ viewerCan: can }: Mailing, { disable, enable }: Handlers): (MenuItem | false)[] {
  if (!can.edit) return [];
  return [
    can.disable && { label: m.disable(), icon: Ban, isDanger: true, startsGroup: true, onselect: disable },
    can.enable && { label: m.enable(), icon: CircleCheck, startsGroup: true, onselect: enable },
  ];
}
