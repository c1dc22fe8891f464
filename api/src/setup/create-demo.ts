import type { App } from '../context/app.ts';
import { createContext } from '../context/context.ts';
import { system } from '../context/actor.ts';
import { createMailing } from '../mailings/create-mailing.ts';
import { createMessage } from '../messages/create-message.ts';
import { createRecipientList } from '../recipients/lists/create-recipient-list.ts';
import { createRecipient } from '../recipients/create-recipient.ts';
import { demoTexts } from './demo-texts.ts';

/**
 * Creates a small set to try everything with: a list of people who do not exist, a message, and a mailing
 * that is ready to send.
 */
export async function createDemo(app: App, ownerId: number): Promise<void> {
  const { locale } = app.config;
  const texts = demoTexts[locale];
  const ctx = createContext(app.services, {
    actor: { ...system(locale), id: ownerId },
    trigger: 'COMMAND',
  });
  const list = await createRecipientList(ctx, { name: texts.listName, description: texts.listDescription });
  for (const [fullName, email, city] of texts.people) {
    await createRecipient(ctx, { fullName, email, attributes: { city }, listIds: [String(list.id)] });
  }
  const message = await createMessage(ctx, { subject: texts.subject, body: texts.body, format: 'HTML' });
  await createMailing(ctx, {
    messageId: String(message.id),
    name: texts.mailingName,
    listIds: [String(list.id)],
  });
}
