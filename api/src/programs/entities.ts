import { AccountMail } from '../accounts/mails/account-mail.entity.ts';
import { MailedLink } from '../accounts/links/mailed-link.entity.ts';
import { ApiToken } from '../accounts/tokens/api-token.entity.ts';
import { Group, GroupMember, GroupPermission, Permission } from '../accounts/group.entity.ts';
import { KnownNetwork } from '../accounts/sessions/known-network.entity.ts';
import { Session } from '../accounts/sessions/session.entity.ts';
import { User } from '../accounts/user.entity.ts';
import { Interval } from '../mailings/intervals/interval.entity.ts';
import { Mailing, MailingList, MailingRecipient, MailingSegment } from '../mailings/mailing.entity.ts';
import { MailingStart } from '../sending/starts/mailing-start.entity.ts';
import { Message } from '../messages/message.entity.ts';
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
import { DomainCount } from '../runs/counters/domain-count.entity.ts';
import { FailureCount } from '../runs/counters/failure-count.entity.ts';
import { BlogPost } from '../blog/blog-post.entity.ts';
import { BlogImage } from '../blog/images/blog-image.entity.ts';
import { DkimKey, SenderDomain } from '../senders/sender-domain.entity.ts';
import { SenderIdentity } from '../senders/sender-identity.entity.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { LinkKey } from '../sending/unsubscribing/link-key.entity.ts';
import { NumberedLink } from '../sending/unsubscribing/numbered-link.entity.ts';
import { RenderMark } from '../sending/worker/render-mark.entity.ts';
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
  RateLimit,
  Installation,
  JobRun,
  JobPause,
  AuditEntry,
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
  Delivery,
  Attempt,
  AttemptCount,
  DomainCount,
  FailureCount,
  Worker,
  Lease,
  SendingLimit,
  SmtpSlot,
  RenderMark,
  LinkKey,
  NumberedLink,
];
