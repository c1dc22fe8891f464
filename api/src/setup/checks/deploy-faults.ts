import type { Config } from '../../config.ts';
import type { TextKey } from '../../language/text.ts';
import { isLoopback } from '../../platform/is-loopback.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';

type Tell = [key: string, text: TextKey];

/** Returns the keys of a configuration that are not ready for the public internet, with the reasons. */
export function deployFaults(config: Config): Tell[] {
  const { environment, baseUrl } = config;
  const checks: [boolean, ...Tell][] = [
    [!baseUrl.startsWith('https:'), 'BASE_URL', 'CHECK_NO_HTTPS'],
    [isLoopback(new URL(baseUrl).hostname), 'BASE_URL', 'CHECK_LINKS_LEAD_HERE'],
    [config.trustProxy === undefined, 'TRUST_PROXY', 'CHECK_NO_PROXY'],
    [!config.isProduction, 'NODE_ENV', 'CHECK_NOT_PRODUCTION'],
    [!config.databaseUrl, 'DATABASE_URL', 'CHECK_EMBEDDED_DATABASE'],
    [!config.secretKey, 'SECRET_KEY', 'CHECK_NO_SECRET'],
    [!config.smtpUrl, 'SMTP_URL', 'CHECK_NO_SMTP'],
    [sendsInTheClear(config.smtpUrl), 'SMTP_URL', 'CHECK_SMTP_CLEAR'],
    [sendsInTheClear(config.accountSmtpUrl), 'ACCOUNT_SMTP_URL', 'CHECK_SMTP_CLEAR'],
    [isLoopback(domainOf(config.mailFrom.address)), 'MAIL_FROM', 'CHECK_MAIL_FROM'],
    [config.registration === 'OPEN', 'REGISTRATION', 'CHECK_REGISTRATION'],
    [environment.ADMIN_PASSWORD !== undefined, 'ADMIN_PASSWORD', 'CHECK_ADMIN_PASSWORD'],
    [config.demo && environment.DEMO === undefined, 'DEMO', 'CHECK_DEMO'],
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, ...tell]) => tell);
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

const sendsInTheClear = (smtpUrl: string | undefined) =>
  smtpUrl !== undefined &&
  parseSmtpUrls(smtpUrl).some(
    ({ host, isImplicitTls, startTls }) => !isLoopback(host) && !isImplicitTls && startTls !== 'required',
  );
