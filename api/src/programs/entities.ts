import { AccountMail } from '../accounts/mails/account-mail.entity.ts';
import { MailedLink } from '../accounts/links/mailed-link.entity.ts';
import { ApiToken } from '../accounts/tokens/api-token.entity.ts';
import { SavedView } from '../accounts/views/saved-view.entity.ts';
import { Group, GroupMember, GroupPermission, Permission } from '../accounts/group.entity.ts';
import { KnownNetwork } from '../accounts/sessions/known-network.entity.ts';
import { Session } from '../accounts/sessions/session.entity.ts';
import { User } from '../accounts/user.entity.ts';
import { Interval } from '../mailings/intervals/interval.entity.ts';
import { Mailing, MailingList, MailingRecipient, MailingSegment } from '../mailings/mailing.entity.ts';
import { MailingStart } from '../sending/starts/mailing-start.entity.ts';
import { Message } from '../messages/message.entity.ts';
import { Deletion } from '../deletions/deletion.entity.ts';
import { Installation } from '../setup/installation.entity.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { JobPause } from '../jobs/job-pause.entity.ts';
import { JobRun } from '../jobs/job-run.entity.ts';
import { RateLimit } from '../platform/rate-limit.entity.ts';
import {
  RecipientImport,
  RecipientImportBatch,
  RecipientImportRemark,
} from '../recipients/import/recipient-import.entity.ts';
import { Upload, UploadChunk } from '../recipients/import/uploads/upload.entity.ts';
import { RecipientList, RecipientListMember } from '../recipients/lists/recipient-list.entity.ts';
import { RecipientCount } from '../recipients/counts/recipient-count.entity.ts';
import { RecipientChange, RecipientChangeBatch } from '../recipients/changes/recipient-change.entity.ts';
import { Segment } from '../recipients/segments/segment.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { Suppression } from '../recipients/suppressions/suppression.entity.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { AttemptCount } from '../runs/counters/attempt-count.entity.ts';
import { AttemptSum } from '../runs/counters/attempt-sum.entity.ts';
import { DomainCount } from '../runs/counters/domain-count.entity.ts';
import { DomainSum } from '../runs/counters/domain-sum.entity.ts';
import { FailureCount } from '../runs/counters/failure-count.entity.ts';
import { FailureSum } from '../runs/counters/failure-sum.entity.ts';
import { QuarterSum } from '../runs/counters/quarter-sum.entity.ts';
import { SummedPeriod } from '../runs/counters/summed-period.entity.ts';
import { BlogPost } from '../blog/blog-post.entity.ts';
import { AttachedFile } from '../messages/attachments/attached-file.entity.ts';
import { MessageAttachment } from '../messages/attachments/message-attachment.entity.ts';
import { MailLayout } from '../messages/layout/mail-layout.entity.ts';
import { RunAttachment } from '../runs/run-attachment.entity.ts';
import { MessageVersion } from '../messages/versions/message-version.entity.ts';
import { MailImage } from '../messages/images/mail-image.entity.ts';
import { BlogImage } from '../blog/images/blog-image.entity.ts';
import { DkimKey, SenderDomain } from '../senders/sender-domain.entity.ts';
import { SenderIdentity } from '../senders/sender-identity.entity.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { MailServer, MailServerRefusal } from '../runs/servers/mail-server.entity.ts';
import { MailEvent } from '../runs/events/mail-event.entity.ts';
import { LinkKey } from '../sending/unsubscribing/link-key.entity.ts';
import { NumberedLink } from '../sending/unsubscribing/numbered-link.entity.ts';
import { RenderMark } from '../sending/worker/render-mark.entity.ts';
import { WebhookCall, WebhookFailure } from '../webhooks/webhook-call.entity.ts';
import { Webhook } from '../webhooks/webhook.entity.ts';
import { Lease, SendingLimit, SmtpSlot, Worker } from '../sending/worker/worker.entity.ts';

/** Every table that the ORM knows. */
export const entities = [
  User,
  Group,
  Permission,
  GroupPermission,
  GroupMember,
  Session,
  KnownNetwork,
  AccountMail,
  MailedLink,
  ApiToken,
  SavedView,
  RateLimit,
  Installation,
  JobRun,
  JobPause,
  AuditEntry,
  Deletion,
  Recipient,
  RecipientCount,
  RecipientList,
  RecipientListMember,
  Segment,
  RecipientChange,
  RecipientChangeBatch,
  Suppression,
  SenderIdentity,
  SenderDomain,
  DkimKey,
  Message,
  Upload,
  UploadChunk,
  RecipientImport,
  RecipientImportBatch,
  RecipientImportRemark,
  Interval,
  Mailing,
  MailingRecipient,
  MailingList,
  MailingSegment,
  MailingStart,
  MailingRun,
  BlogPost,
  BlogImage,
  MailImage,
  MessageVersion,
  AttachedFile,
  MessageAttachment,
  RunAttachment,
  MailLayout,
  Delivery,
  Attempt,
  MailServer,
  MailServerRefusal,
  MailEvent,
  AttemptCount,
  AttemptSum,
  DomainCount,
  DomainSum,
  FailureCount,
  FailureSum,
  QuarterSum,
  SummedPeriod,
  Worker,
  Lease,
  SendingLimit,
  SmtpSlot,
  RenderMark,
  LinkKey,
  NumberedLink,
  Webhook,
  WebhookCall,
  WebhookFailure,
];
