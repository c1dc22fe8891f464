import type { MailService } from '../../platform/mime/service-headers.ts';
import type { Hook } from './hook.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { postmark } from './postmark.ts';
import { sendgrid } from './sendgrid.ts';
import { ses } from './ses.ts';
import { sparkpost } from './sparkpost.ts';

/** The supported mail services, by their names in URLs and settings. */
export const hooks: Record<MailService, Hook> = { ses, sendgrid, mailgun, postmark, mailjet, sparkpost };
