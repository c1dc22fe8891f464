import 'reflect-metadata';
import type { GraphQLInputObjectType, GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AccountResolver } from '../accounts/account.resolver.ts';
import { accountRules } from '../accounts/account.permissions.ts';
import { GroupFieldsResolver, PermissionResolver } from '../users/groups/group-fields.resolver.ts';
import { groupRules } from '../users/groups/group.permissions.ts';
import { GroupResolver } from '../users/groups/group.resolver.ts';
import { tokenRules } from '../accounts/tokens/token.permissions.ts';
import { viewRules } from '../accounts/views/view.permissions.ts';
import { SavedViewResolver } from '../accounts/views/view.resolver.ts';
import { sessionRules } from '../accounts/sessions/session.permissions.ts';
import { SessionResolver } from '../accounts/sessions/session.resolver.ts';
import { ApiTokenResolver } from '../accounts/tokens/token.resolver.ts';
import { UserSessionsResolver } from '../accounts/sessions/user-sessions.resolver.ts';
import { installationRules } from '../setup/settings/installation.permissions.ts';
import { InstallationResolver } from '../setup/settings/installation.resolver.ts';
import { UserFieldsResolver } from '../users/user-fields.resolver.ts';
import { userRules } from '../users/user.permissions.ts';
import { UserResolver } from '../users/user.resolver.ts';
import { IntervalResolver } from '../mailings/intervals/interval.resolver.ts';
import { SegmentUseResolver } from '../mailings/audience/segment-use.resolver.ts';
import { MessageUseResolver } from '../mailings/message-use.resolver.ts';
import { MailingFieldsResolver } from '../mailings/mailing-fields.resolver.ts';
import { mailingRules } from '../mailings/mailing.permissions.ts';
import { MailingResolver } from '../mailings/mailing.resolver.ts';
import { attachmentRules } from '../messages/attachments/attachment.permissions.ts';
import { AttachmentResolver } from '../messages/attachments/attachment.resolver.ts';
import { mailLayoutRules } from '../messages/layout/mail-layout.permissions.ts';
import { MailLayoutResolver } from '../messages/layout/mail-layout.resolver.ts';
import { mailImageRules } from '../messages/images/mail-image.permissions.ts';
import { MailImageResolver } from '../messages/images/mail-image.resolver.ts';
import { messageRules } from '../messages/message.permissions.ts';
import { MessageResolver } from '../messages/message.resolver.ts';
import { MjmlResolver } from '../messages/mjml/mjml.resolver.ts';
import { auditRules } from '../audit/audit.permissions.ts';
import { AuditResolver } from '../audit/audit.resolver.ts';
import { JobResolver } from '../jobs/job.resolver.ts';
import { operationsRules } from '../jobs/job.permissions.ts';
import { erasureRules } from '../erasure/erasure.permissions.ts';
import { ErasureResolver } from '../erasure/erasure.resolver.ts';
import { webhookRules } from '../webhooks/webhook.permissions.ts';
import { WebhookCallResolver, WebhookResolver } from '../webhooks/webhook.resolver.ts';
import { dropAfterMutations } from '../access/drop-after.ts';
import { guard, type RootRules } from '../access/guard.ts';
import { DateTime } from '../http/scalars.ts';
import { importRules } from '../recipients/import/import.permissions.ts';
import { ImportResolver } from '../recipients/import/import.resolver.ts';
import { RecipientListResolver } from '../recipients/lists/recipient-list.resolver.ts';
import { recipientRules } from '../recipients/recipient.permissions.ts';
import { RecipientResolver } from '../recipients/recipient.resolver.ts';
import { changeRules } from '../recipients/changes/change.permissions.ts';
import { ChangeResolver } from '../recipients/changes/change.resolver.ts';
import { segmentRules } from '../recipients/segments/segment.permissions.ts';
import { AttributesResolver } from '../recipients/attributes/attributes.resolver.ts';
import { SegmentResolver } from '../recipients/segments/segment.resolver.ts';
import { SuppressionResolver } from '../recipients/suppressions/suppression.resolver.ts';
import { DkimKeyResolver } from '../senders/domains/dkim-key.resolver.ts';
import { SenderDomainResolver } from '../senders/domains/sender-domain.resolver.ts';
import { SenderIdentityResolver } from '../senders/sender-identity.resolver.ts';
import { senderRules } from '../senders/sender.permissions.ts';
import {
  DeliveryEventsResolver,
  MailEventResolver,
  RecipientEventsResolver,
  RunEventsResolver,
} from '../runs/events/mail-event.resolver.ts';
import { StartResolver } from '../sending/starts/start.resolver.ts';
import { AttemptResolver } from '../sending/attempt.resolver.ts';
import { DeliveryResolver } from '../sending/delivery.resolver.ts';
import { RunFailuresResolver } from '../runs/failures/run-failures.resolver.ts';
import { RecipientDeliveriesResolver } from '../runs/recipient-deliveries.resolver.ts';
import { MailingRunsResolver } from '../sending/mailing-runs.resolver.ts';
import { RunResolver } from '../sending/run.resolver.ts';
import { TestResolver } from '../sending/testing/test.resolver.ts';
import { PreflightResolver } from '../sending/preflight/preflight.resolver.ts';
import { ServerEncryptionResolver } from '../senders/encryption/server-encryption.resolver.ts';
import { MailServerResolver } from '../sending/servers/mail-server.resolver.ts';
import { SendingLimitsResolver } from '../sending/limits/sending-limits.resolver.ts';
import { sendingRules } from '../sending/sending.permissions.ts';
import { UnsubscribeResolver } from '../sending/unsubscribing/unsubscribe.resolver.ts';
import { blogRules } from '../blog/blog-post.permissions.ts';
import { BlogPostResolver, OverviewPostsResolver } from '../blog/blog-post.resolver.ts';
import { statisticsRules } from '../statistics/statistics.permissions.ts';
import {
  MailingStatisticsResolver,
  OwnerStatisticsResolver,
  StatisticsFieldsResolver,
} from '../statistics/statistics-fields.resolver.ts';
import { OverviewFieldsResolver } from '../statistics/overview-fields.resolver.ts';
import { StatisticsResolver } from '../statistics/statistics.resolver.ts';

const features = [
  accountRules,
  sessionRules,
  tokenRules,
  viewRules,
  userRules,
  groupRules,
  recipientRules,
  senderRules,
  importRules,
  segmentRules,
  changeRules,
  messageRules,
  mailImageRules,
  attachmentRules,
  mailLayoutRules,
  mailingRules,
  sendingRules,
  statisticsRules,
  blogRules,
  operationsRules,
  auditRules,
  webhookRules,
  installationRules,
  erasureRules,
];

/** The rule for each root field. A field without one is refused. */
export const rules: RootRules = {
  Query: Object.assign({}, ...features.map((feature) => feature.Query)),
  Mutation: Object.assign({}, ...features.map((feature) => feature.Mutation)),
  Subscription: sendingRules.Subscription,
};

const resolvers = [
  AccountResolver,
  SessionResolver,
  UserSessionsResolver,
  InstallationResolver,
  ApiTokenResolver,
  SavedViewResolver,
  UserResolver,
  UserFieldsResolver,
  GroupResolver,
  GroupFieldsResolver,
  PermissionResolver,
  RecipientResolver,
  RecipientListResolver,
  SenderIdentityResolver,
  SenderDomainResolver,
  DkimKeyResolver,
  SuppressionResolver,
  ImportResolver,
  AttributesResolver,
  SegmentResolver,
  SegmentUseResolver,
  MjmlResolver,
  MessageUseResolver,
  ChangeResolver,
  MessageResolver,
  MailImageResolver,
  AttachmentResolver,
  MailLayoutResolver,
  MailingResolver,
  MailingFieldsResolver,
  IntervalResolver,
  RunResolver,
  MailingRunsResolver,
  StartResolver,
  RunFailuresResolver,
  RecipientDeliveriesResolver,
  DeliveryResolver,
  AttemptResolver,
  PreflightResolver,
  MailEventResolver,
  DeliveryEventsResolver,
  RecipientEventsResolver,
  RunEventsResolver,
  MailServerResolver,
  ServerEncryptionResolver,
  SendingLimitsResolver,
  TestResolver,
  UnsubscribeResolver,
  BlogPostResolver,
  OverviewPostsResolver,
  StatisticsResolver,
  OverviewFieldsResolver,
  StatisticsFieldsResolver,
  MailingStatisticsResolver,
  OwnerStatisticsResolver,
  JobResolver,
  AuditResolver,
  WebhookResolver,
  WebhookCallResolver,
  ErasureResolver,
];

/** Inputs in which exactly one field must be given. */
const ONE_OF = ['RecipientSelection'];

/** Creates the whole API, guarded. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolvers as never,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // The use cases validate inputs, because they serve commands and jobs too.
    validate: false,
    // Subscriptions create their own sources; type-graphql requires this all the same.
    pubSub: { publish() {}, subscribe: unused },
  });
  schema.getQueryType()!.description = 'The queries of the API.';
  schema.getMutationType()!.description = 'The mutations of the API.';
  schema.getSubscriptionType()!.description = 'The subscriptions of the API.';
  // type-graphql has no option for it.
  for (const name of ONE_OF) (schema.getType(name) as GraphQLInputObjectType).isOneOf = true;
  dropAfterMutations(schema);
  return guard(schema, rules);
}

function unused(): never {
  throw new Error('Every subscription has a source of its own.');
}
