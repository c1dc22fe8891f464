import { createUser } from '../../users/create-user.ts';
import { blockUser } from '../../users/block-user.ts';
import { unblockUser } from '../../users/unblock-user.ts';
import { addToGroup } from '../../users/groups/add-to-group.ts';
import { createManagersGroup } from '../../users/groups/create-managers-group.ts';
import { createRecipient } from '../../recipients/create-recipient.ts';
import { createRecipientList } from '../../recipients/lists/create-recipient-list.ts';
import { createMessage } from '../../messages/create-message.ts';
import { createMailing } from '../../mailings/create-mailing.ts';
import { reopenMailing } from '../../mailings/reopen-mailing.ts';
import { disableMailing } from '../../mailings/disable-mailing.ts';
import { enableMailing } from '../../mailings/enable-mailing.ts';
import { launchSend } from '../../sending/launch/launch-send.ts';
import { pauseRun } from '../../runs/pause-run.ts';
import { resumeRun } from '../../runs/resume-run.ts';
import { cancelRun } from '../../sending/ending/cancel-run.ts';
import { setSendingLimits } from '../../sending/limits/set-sending-limits.ts';

/** The use cases for the shell, each as `verb(ctx, input)`. */
export const useCases = {
  createUser,
  blockUser,
  unblockUser,
  addToGroup,
  createManagersGroup,
  createRecipient,
  createRecipientList,
  createMessage,
  createMailing,
  reopenMailing,
  disableMailing,
  enableMailing,
  launchSend,
  pauseRun,
  resumeRun,
  cancelRun,
  setSendingLimits,
};
