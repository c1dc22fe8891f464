/** By which header each mail service brings a token of ours back with what it tells of a mail. */
const headers = {
  ses: (token: string) => `X-SES-MESSAGE-TAGS: postline=${token}`,
  sendgrid: (token: string) => `X-SMTPAPI: ${JSON.stringify({ unique_args: { postline: token } })}`,
  mailgun: (token: string) => `X-Mailgun-Variables: ${JSON.stringify({ postline: token })}`,
  postmark: (token: string) => `X-PM-Metadata-postline: ${token}`,
  mailjet: (token: string) => `X-MJ-CustomID: ${token}`,
  sparkpost: (token: string) => `X-MSYS-API: ${JSON.stringify({ metadata: { postline: token } })}`,
};
export type MailService = keyof typeof headers;

export const mailServices = Object.keys(headers) as MailService[];

/** The headers of a mail for the services, each with its line end. `token` has letters and digits alone. */
export const serviceHeaders = (services: readonly MailService[], token: string): string =>
  services.map((service) => `${headers[service](token)}\r\n`).join('');
