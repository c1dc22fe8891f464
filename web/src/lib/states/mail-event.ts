import CircleSlash from '@lucide/svelte/icons/circle-slash';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Flag from '@lucide/svelte/icons/flag';
import Inbox from '@lucide/svelte/icons/inbox';
import MailX from '@lucide/svelte/icons/mail-x';
import type { MailEventKind, MailEventSource } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

export function mailEventState(kind: MailEventKind): ShownState {
  const shown: Record<MailEventKind, ShownState> = {
    HARD_BOUNCE: { label: m.event_hard_bounce(), tone: 'bad', icon: MailX },
    SOFT_BOUNCE: { label: m.event_soft_bounce(), tone: 'warn', icon: Inbox },
    POLICY_BOUNCE: { label: m.event_policy_bounce(), tone: 'warn', icon: CircleSlash },
    COMPLAINT: { label: m.event_complaint(), tone: 'bad', icon: Flag },
    UNSUBSCRIBE: { label: m.event_unsubscribe(), tone: 'mute', icon: DoorOpen },
  };
  return shown[kind];
}

/** Who reported an event, in words. */
export function mailEventSource(source: MailEventSource): string {
  const words: Partial<Record<MailEventSource, () => string>> = {
    SMTP: m.event_source_smtp,
    REPORT: m.event_source_report,
    TEXT: m.event_source_text,
    FEEDBACK: m.event_source_feedback,
    MAILTO: m.suppression_source_mailto,
    ONE_CLICK: m.suppression_source_one_click,
    PAGE: m.suppression_source_page,
  };
  const services: Partial<Record<MailEventSource, string>> = {
    SES: 'Amazon SES',
    SENDGRID: 'SendGrid',
    MAILGUN: 'Mailgun',
    POSTMARK: 'Postmark',
    MAILJET: 'Mailjet',
    SPARKPOST: 'SparkPost',
  };
  return words[source]?.() ?? m.event_source_service({ service: services[source] ?? source });
}
