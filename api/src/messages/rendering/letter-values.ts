/** What a template can name. */
export interface LetterValues {
  recipient: { fullName: string; email: string; attributes: Record<string, unknown> };
  mailing: { name: string };
  sender: { fullName: string };
  unsubscribeUrl?: string;
}
