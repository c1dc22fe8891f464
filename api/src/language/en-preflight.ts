/** Texts about the checks before a launch, in English. */
export const enPreflight = {
  EXAMPLE_PERSON: 'Person',
  PREFLIGHT_FAILURES:
    'The emails to {count|person|people} cannot be rendered, so their deliveries would fail. Correct the template or their values.',
  PREFLIGHT_GAPS:
    'The emails to {count|person|people} have a gap, because a value that the message prints is missing. Give the placeholder a fallback with the filter default.',
  PREFLIGHT_GAP: 'No value for {names}.',
  PREFLIGHT_SUBJECTS_EMPTY: 'The subject is empty for {count|person|people}.',
  PREFLIGHT_LINKS_EMPTY: '{count|link leads|links lead} nowhere.',
  PREFLIGHT_LINK_WRONG:
    'The link {link} is not a valid address: it must begin with https:// and contain no spaces.',
  PREFLIGHT_LINK_PLAIN: 'The link {link} is not encrypted: use https://.',
  PREFLIGHT_HEAVY:
    'The attachments add {size} MB to each email, {total} MB for {count|person|people}. A link keeps emails small.',
  PREFLIGHT_CLIPPED:
    'The HTML has up to {size} kB. Gmail shows 102 kB and hides the rest, including the unsubscribe link. Make it shorter.',
  PREFLIGHT_NO_UNSUBSCRIBE:
    'The email shows no unsubscribe link. Gmail and Yahoo require one in the text: add a link to unsubscribeUrl.',
  PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE:
    '{count|email has|emails have} no unsubscribe link, which Gmail and Yahoo require: put the link to unsubscribeUrl outside of conditions.',
  PREFLIGHT_HIDDEN: 'There is an invisible character, {sign}, which filters treat as a trick. Remove it.',
  PREFLIGHT_IMAGES_ALONE:
    'The email contains hardly anything but images: many readers see none, and filters treat it as spam. Add text.',
  PREFLIGHT_TEXT_EMPTY: 'The email has no visible text.',
  PREFLIGHT_HIDDEN_TEXT:
    'The email hides more text than it shows ({count|letter|letters}), which filters treat as a trick. Remove it.',
  PREFLIGHT_SOME_IMAGES_ALONE:
    '{count|email contains|emails contain} hardly anything but images: many readers see none, and filters treat it as spam. Add text outside of conditions.',
  PREFLIGHT_SOME_TEXT_EMPTY: '{count|email has|emails have} no visible text.',
  PREFLIGHT_TEXT_PART_EMPTY:
    'The text part is empty for {count|person|people}. Write it, or let it be made from the HTML.',
  PREFLIGHT_TEXT_PART_NO_LINK:
    'The text part has no unsubscribe link for {count|person|people}. Whoever reads it needs one too: add unsubscribeUrl.',
  PREFLIGHT_SLOW:
    'The text part of every email is made from its HTML one by one, because a value is HTML (the filter raw) or tags and elements interlock. For so many people that takes long: write the text part yourself.',
  PREFLIGHT_DATA_IMAGES:
    'Images are embedded in the HTML (data:), which Gmail and Outlook do not show. Link to them instead.',
  PREFLIGHT_ACTIVE: 'Mail programs remove the element {name}. Do not use it.',
  PREFLIGHT_LINKS_LEAD_PLAIN:
    'Unsubscribe links begin with http://, but Gmail and Yahoo expect https://. An administrator can set BASE_URL.',
  PREFLIGHT_SAMPLED: 'Only a random sample was checked: {checked} of {count}.',
  PREFLIGHT_SPAM:
    'A spam filter would act on this email ({action}): its spam score is {score} of {required}. Main reasons: {reasons}.',
  PREFLIGHT_SPAM_UNEXPLAINED:
    'A spam filter would act on this email ({action}), without telling why: its spam score is {score} of {required}.',
  PREFLIGHT_SPAM_AWAY: 'The spam score is not known: the spam filter cannot be reached.',
  PREFLIGHT_SPAM_SLOW:
    'The spam score is not known: the spam filter did not answer within {seconds|second|seconds}.',
  PREFLIGHT_SPAM_PASSWORD:
    'The spam score is not known: the spam filter refused the password. An administrator can correct RSPAMD_URL.',
  PREFLIGHT_SPAM_UNUSABLE: 'The spam score is not known: the spam filter gave no answer that can be used.',
  HOURS_NO_DAY: 'Choose at least one day.',
  HOURS_NO_TIME: 'Enter a time such as 09:00.',
  HOURS_EMPTY: 'The end must differ from the start.',
  CLI_WAITS: 'Waiting until {until}: outside the hours in which this mailing may be sent.',
};
