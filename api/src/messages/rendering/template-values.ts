/** The values that a template can use. */
export interface TemplateValues {
  recipient: { fullName: string; email: string; attributes: Record<string, unknown> };
  mailing: { name: string };
  sender: { fullName: string };
  unsubscribeUrl?: string;
}
