/** Texts about senders and their domains, in English. */
export const enSenders = {
  DNS_CANNOT_TELL: '{name} could not be looked up ({detail}). Check again later.',
  DNS_ALIAS_NOWHERE:
    '{name} is an alias (CNAME) of {target}, where there is no such record. Correct the alias, or replace it with the record itself.',
  DNS_DKIM_MISSING:
    'There is no DKIM record at {name}. Add the one shown here. Mails are not signed with this key until the record is found.',
  DNS_DKIM_SEVERAL:
    'There are several TXT records at {name}, so receivers accept none of them. Keep only the one shown here.',
  DNS_DKIM_REVOKED:
    'The DKIM record at {name} has an empty key, which revokes it. Replace it with the one shown here.',
  DNS_DKIM_SPLIT:
    'The DKIM record at {name} is split wrongly: as several records, or with quotation marks in its text. Make it one TXT record; if it is too long for one string, of several strings.',
  DNS_DKIM_CUT:
    'The DKIM record at {name} is cut off. Enter it completely, as several strings of at most 255 characters if the provider requires that.',
  DNS_DKIM_OTHER: 'The DKIM record at {name} contains another key. Replace it with the one shown here.',
  DNS_DKIM_TESTING:
    'The DKIM record at {name} says t=y: receivers treat the mails as if they were not signed. Remove that after testing.',
  DNS_SPF_MISSING:
    'There is no SPF record at {name}. Add a TXT record such as “v=spf1 include:… ~all”; your mail provider says what to include.',
  DNS_SPF_BEGINNING:
    'The SPF record at {name} is not recognized, because it does not begin with “v=spf1 ”: {record}. Correct its beginning, without quotation marks.',
  DNS_SPF_SEVERAL:
    'There are several SPF records at {name}, so receivers accept none of them. Merge them into one.',
  DNS_SPF_SYNTAX: 'The SPF record at {name} cannot be evaluated: {detail}. Correct that part.',
  DNS_SPF_LOOP:
    'The SPF record at {name} leads back to itself ({path}), so receivers refuse it. Remove that include or redirect.',
  DNS_SPF_LOOKUPS:
    'The SPF record at {name} needs more than {most|look-up|look-ups}, which receivers refuse. Remove unnecessary includes.',
  DNS_SPF_ALL:
    'The SPF record at {name} ends in +all, which lets everybody send in your name. Replace it with ~all or -all.',
  DNS_SPF_EXCLUDES:
    'The SPF record at {name} does not include the address {ip}, from which mail leaves. Add it.',
  DNS_DMARC_MISSING:
    'There is no DMARC record at {name}. Add a TXT record such as “v=DMARC1; p=none; rua=mailto:…”: Gmail, Yahoo and Outlook require one.',
  DNS_DMARC_SEVERAL: 'There are several DMARC records at {name}, so receivers accept none of them. Keep one.',
  DNS_DMARC_SYNTAX:
    'The DMARC record at {name} is not recognized: {record}. It must begin with “v=DMARC1;”, and its parts need semicolons between them, as in “v=DMARC1; p=none; rua=mailto:…”.',
  DNS_DMARC_POLICY:
    'The DMARC record at {name} has an unknown policy: {tag}. It must be none, quarantine or reject.',
  DNS_MX_MISSING:
    '{name} has no mail server (MX): replies to your mails have nowhere to go, and some receivers refuse such senders.',
  DNS_MX_NULL: 'The MX record of {name} says that it accepts no mail, so receivers refuse mails from it.',
  DNS_PTR_MISSING:
    'The address {ip}, from which mail leaves, has no name in DNS (PTR). Your hosting provider can set it; Gmail refuses mail without it.',
  DNS_PTR_FORWARD:
    'The address {ip} has the name {name}, but that name does not lead back to it. Add an A or AAAA record.',
  TLS_NONE:
    'The mail server {name} offers no encryption (STARTTLS): mails and the password are sent unencrypted. Use one with encryption.',
  TLS_NAME:
    'The certificate of the mail server {name} was issued for another name: {names}. Write that name in the URL, or get a certificate for this one.',
  TLS_EXPIRED: 'The certificate of the mail server {name} expired on {until}. Renew it.',
  TLS_ENDS_SOON: 'The certificate of the mail server {name} is valid only until {until}. Renew it.',
  TLS_UNTRUSTED:
    'The certificate of the mail server {name} was issued by nobody who is known ({detail}), so it proves nothing. Get one from a public authority.',
  TLS_UNKNOWN: 'The encryption of the mail server {name} could not be checked: {detail}.',
  DKIM_KEY_WAITING: 'Another key of this kind is waiting for its record. Add that record first.',
  DOMAIN_TAKEN: 'You already have this domain.',
  DOMAIN_NOT_ONE: 'This is not a domain name such as news.example.org.',
  SENDER_UNVERIFIED:
    'Mails cannot be sent from {address}: no DKIM record of its domain has been found. Add the record on the page of senders, or choose another sender.',
  JOB_CHECK_DOMAINS: 'Checks the DNS records of the domains that mail comes from.',
  DKIM_KEY_UNREADABLE:
    'The DKIM key of {domain} cannot be decrypted, because SECRET_KEY was changed. Add its former value to SECRET_KEY_FALLBACKS, or delete the domain and add it again.',
};
