const COUNTS = '{ total pending sending sent deferred failed skipped unknown }';
const ACCESS = 'viewerCan { edit delete }';
const PROBLEMS = 'problems { code message path severity }';
/** All fields of a connection. */
const page = (
  node: string,
) => `{ totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { id } } nodes { id ${node} } }`;
const LIST = `name description createdAt recipientCount owner { email } ${ACCESS}`;

/**
 * Each list with its nested fields, and how many statements that takes, including the one that finds the
 * viewer.
 */
export const lists: [name: string, statements: number, document: string][] = [
  [
    'recipients',
    5,
    `{ recipients(first: 25) ${page(`email fullName comment attributes status createdAt updatedAt
      owner { email } ${ACCESS} lists { name recipientCount }`)} }`,
  ],
  [
    'recipients',
    8,
    `{ recipients(first: 25) { nodes { deliveries(first: 2) ${page(
      'email state lastResponse recipient { id } run { runNumber }',
    )} } } }`,
  ],
  ['recipientLists', 5, `{ recipientLists(first: 25) ${page(`${LIST} change { id status }`)} }`],
  [
    'recipientChanges',
    4,
    `{ recipientChanges(first: 25) ${page(`kind status totalCount doneCount changedCount restoredCount leftAloneCount createdAt startedAt
      finishedAt newStatus listName attributeName attributeValue isUndoable owner { email }`)} }`,
  ],
  [
    'segments',
    7,
    `{ segments(first: 25) ${page(`name description filter createdAt updatedAt recipientCount mailingCount owner { email } ${ACCESS}`)} }`,
  ],
  [
    'recipientImports',
    4,
    `{ recipientImports(first: 25) ${page(`createdAt startedAt finishedAt fileName fileSize status dryRun progress error
      rowCount createdCount updatedCount unchangedCount skippedCount suppressedCount repeatedCount rejectedCount
      rejectedUrl unlistedCount isUndoable owner { email }`)} }`,
  ],
  [
    'messages',
    5,
    `{ messages(first: 25) ${page(`subject snippet body format textPart variables mailingCount createdAt updatedAt
      owner { email } ${ACCESS} ${PROBLEMS}`)} }`,
  ],
  [
    'messages',
    5,
    `{ messages(first: 25) { nodes { attachments { id createdAt name size type }
      versions(first: 2) ${page('createdAt subject body format textPart savedAt')} } } }`,
  ],
  ['mailImages', 3, `{ mailImages(first: 25) ${page('createdAt width height size url')} }`],
  [
    'mailingStarts',
    4,
    `{ mailingStarts(first: 25) ${page(`dueAt handledAt missedCount outcome mailing { name } ${PROBLEMS}`)} }`,
  ],
  [
    'userSessions',
    4,
    `{ userSessions(first: 25) ${page(`createdAt network browser system lastSeenAt expiresAt isCurrent
      user { fullName }`)} }`,
  ],
  [
    'mailings',
    10,
    `{ mailings(first: 25) ${page(`name status isActive createdAt updatedAt startAt endAt timeZone nextRunAt nextRuns
      allowedHours { days from until }
      disabledAt disabledReason disabledBy { id fullName } message { subject } owner { email }
      interval { id name every unit } lists { name } segments { name } currentRun { status counts ${COUNTS} }
      viewerCan { edit delete launch pause resume cancel disable enable reopen }`)} }`,
  ],
  ['mailings', 11, `{ mailings(first: 25) { nodes { audienceCount ${PROBLEMS} } } }`],
  ['mailings', 3, `{ mailings(first: 25) { nodes { failedAudienceCount } } }`],
  ['mailings', 5, `{ mailings(first: 25) { nodes { firstSentAt attention totals ${COUNTS} } } }`],
  [
    'mailings',
    5,
    `{ mailings(first: 25) { nodes { recipients(first: 2) ${page('email lists { name }')} } } }`,
  ],
  [
    'mailings',
    7,
    `{ mailings(first: 25) { nodes { runs(first: 1) ${page('runNumber deliveries(first: 1) { nodes { email } }')}
      attempts(first: 1) ${page('serverResponse')} } } }`,
  ],
  [
    'mailingRuns',
    9,
    `{ mailingRuns(first: 25) ${page(`nextRetryAt failures { reason state count serverResponse } runNumber triggerType scope status subject body textPart format fromName fromAddress messagesPerSecond
      estimatedFinishAt waitsUntil startedAt finishedAt heldUntil pauseMessage pauseReasons counts ${COUNTS}
      mailing { name } startedBy { fullName } ${PROBLEMS}`)} }`,
  ],
  [
    'mailingRuns',
    9,
    `{ mailingRuns(first: 25) { nodes { deliveries(first: 2) ${page('email attempts { status } recipient { id }')}
      found: deliveries(first: 1, filter: { state: PENDING, search: "person" }) { totalCount nodes { state } } } } }`,
  ],
  [
    'deliveries',
    7,
    `query ($run: ID!) { mailingRun(id: $run) { deliveries(first: 25) ${page(`email state tries nextTryAt sentAt
      skipReason lastResponse attempts { status } recipient { fullName } run { runNumber }`)} } }`,
  ],
  [
    'attempts',
    8,
    `{ attempts(first: 25) ${page(`attemptedAt status smtpCode server serverResponse runNumber triggerType email
      run { runNumber } mailing { name } recipient { fullName }`)} }`,
  ],
  [
    'owners',
    5,
    `query ($name: String) { mailings(first: 25, filter: { search: $name }) { nodes { owner { id email fullName
      locale timeZone createdAt isActive isSuperuser lastLoginAt emailConfirmedAt blockedAt blockReason
      groups { id name } permissions { codename } } } } }`,
  ],
  [
    'users',
    9,
    `{ users(first: 25) ${page(`email awaitsApproval isLimited owned { recipients lists messages mailings } permissions { codename name }
      viewerCan { edit block changeGroups delete } groups { name userCount permissions { name } }`)} }`,
  ],
  ['groups', 4, '{ groups { id name userCount permissions { codename name } } }'],
  ['sessions', 2, '{ sessions { id createdAt network browser system lastSeenAt expiresAt isCurrent } }'],
  ['savedViews', 2, '{ savedViews(page: RECIPIENTS) { id createdAt page name query } }'],
  ['apiTokens', 2, '{ apiTokens { id createdAt name scopes expiresAt lastUsedAt } }'],
  [
    'webhooks',
    4,
    `{ webhooks { id createdAt url events disabledAt disabledAs failingSince succeededAt calls(first: 2) ${page(
      'createdAt event messageId status tries nextTryAt responseCode response took triedAt finishedAt body',
    )} } }`,
  ],
  ['permissions', 1, '{ permissions { codename name effect } }'],
  [
    'jobRuns',
    3,
    `query ($job: String) { jobRuns(filter: { jobName: $job }) ${page('jobName status result startedAt finishedAt')} }`,
  ],
  [
    'auditEntries',
    3,
    `{ auditEntries(first: 25, filter: { actorKind: NOBODY }) ${page(`at actorKind actorId actorName action subject subjectId
      subjectName ownerId runId network details summary`)} }`,
  ],
  [
    'jobs',
    3,
    `{ jobs { name description schedule isPausable isPaused waitingCount nextRunAt lastRunAt lastFinishedAt lastError
      isStoreAway } }`,
  ],
  ['serverEncryption', 1, '{ serverEncryption { label address state validUntil problem { code } } }'],
  ['mailServers', 2, '{ mailServers { label connections resumesAt pauseMessage refusedRuns } }'],
  [
    'suppressions',
    4,
    `{ suppressions(first: 25) ${page(`createdAt email reach reason source mailingId mailingName liftedAt liftReason
      owner { fullName } addedBy { fullName } liftedBy { fullName } viewerCanLift`)} }`,
  ],
  ['recipients', 2, '{ recipients(first: 25) { nodes { suppression { id reason } } } }'],
  [
    'mailEvents',
    5,
    `{ mailEvents(first: 25) ${page('kind source reason code words raw email happenedAt delivery { email } run { runNumber }')} }`,
  ],
  ['recipients', 4, `{ recipients(first: 25) { nodes { events(first: 2) ${page('kind')} } } }`],
  [
    'mailingRuns',
    5,
    '{ mailingRuns(first: 25) { nodes { eventCounts { hardBounces softBounces policyBounces complaints unsubscribes } deliveries(first: 2) { nodes { events { kind } } } } } }',
  ],
  [
    'senderIdentities',
    5,
    `{ senderIdentities(first: 25) ${page(`createdAt updatedAt name address replyTo isDefault isVerified
      owner { email } ${ACCESS}`)} }`,
  ],
  [
    'senderDomains',
    5,
    `{ senderDomains(first: 25) ${page(`createdAt domain checkedAt isVerified owner { email } ${ACCESS} ${PROBLEMS}
      keys { id selector algorithm createdAt seenAt retiredAt recordName recordValue recordStrings }`)} }`,
  ],
  ['mailings', 3, '{ mailings(first: 25) { nodes { sender { name address } } } }'],
  ['mailings', 3, '{ mailings(first: 25) { nodes { mailsFrom { name address replyTo } } } }'],
  [
    'blogPosts',
    3,
    `{ blogPosts(first: 25) ${page(`createdAt slug title content contentHtml imageUrl isPublished publishedAt updatedAt
      viewCount viewerCan { edit delete }`)} }`,
  ],
  ['intervals', 2, '{ intervals { id name every unit } }'],
];
