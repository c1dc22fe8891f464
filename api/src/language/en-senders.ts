/** What is said about senders and their domains, in English. */
export const enSenders = {
  DNS_CANNOT_TELL:
    '{name} could not be looked up ({detail}): nothing can be said about it now. Check again later.',
  DNS_DKIM_MISSING:
    'There is no DKIM record at {name}. Add the one that is shown; until it is seen, mails are not signed with this key.',
  DNS_DKIM_SEVERAL:
    'There are several TXT records at {name}; receivers take none of them. Keep only the one that is shown.',
  DNS_DKIM_REVOKED:
    'The DKIM record at {name} has an empty key, which revokes it. Replace it by the one that is shown.',
  DNS_DKIM_CUT:
    'The DKIM record at {name} was cut off. Enter it whole, in several strings of at most 255 characters if the provider asks for that.',
  DNS_DKIM_OTHER: 'The DKIM record at {name} is not the one that is shown: it holds another key. Replace it.',
  DNS_DKIM_TESTING:
    'The DKIM record at {name} says t=y: receivers treat the mails as if they were not signed. Remove it when you have tried it.',
  DNS_SPF_MISSING:
    "There is no SPF record at {name}. Add a TXT record such as “v=spf1 include:… ~all” with what your mail server's operator tells you to include.",
  DNS_SPF_SEVERAL: 'There are several SPF records at {name}; receivers then take none. Merge them into one.',
  DNS_SPF_SYNTAX: 'The SPF record at {name} cannot be evaluated: {detail}.',
  DNS_SPF_LOOKUPS:
    'The SPF record at {name} needs more than {most|look-up|look-ups}, which receivers refuse. Remove includes that are not needed.',
  DNS_SPF_ALL:
    'The SPF record at {name} ends in +all: it lets everybody send in your name. Replace it by ~all or -all.',
  DNS_SPF_EXCLUDES:
    'The SPF record at {name} does not name the address {ip}, from which mail leaves. Add it.',
  DNS_DMARC_MISSING:
    'There is no DMARC record at {name}. Add a TXT record such as “v=DMARC1; p=none; rua=mailto:…”: Gmail, Yahoo and Outlook demand one.',
  DNS_DMARC_SEVERAL: 'There are several DMARC records at {name}; receivers then take none. Keep one.',
  DNS_DMARC_POLICY:
    'The DMARC record at {name} has no policy that is known: {tag}. It can be none, quarantine or reject.',
  DNS_MX_MISSING:
    '{name} has no mail server (MX): answers to your mails have nowhere to go, and some receivers refuse such senders.',
  DNS_MX_NULL: 'The MX record of {name} says that nobody takes mail there: receivers refuse mails from it.',
  DNS_PTR_MISSING:
    'The address {ip}, from which mail leaves, has no name in DNS (PTR). Whoever runs the network can set it; Gmail refuses mail without it.',
  DNS_PTR_FORWARD:
    'The address {ip} is called {name}, but this name does not lead back to it. Add an A or AAAA record.',
  DKIM_KEY_WAITING: 'Another key of this kind still waits for its record. Add that record first.',
  DOMAIN_TAKEN: 'You have this domain already.',
  DOMAIN_NOT_ONE: 'This is no domain, such as news.example.org.',
  SENDER_UNVERIFIED:
    'Mails may not come from {address}: no DKIM record of its domain has been found. Add the record on the page of senders, or choose another sender.',
  JOB_CHECK_DOMAINS: 'Looks up the DNS records of the domains that mail comes from.',
  DKIM_KEY_UNREADABLE:
    'The DKIM key of {domain} cannot be read: SECRET_KEY was changed. Put its former value into SECRET_KEY_FALLBACKS, or delete the domain and add it again.',
};
