export const mailEvents = /* GraphQL */ `
  fragment MailEventRow on MailEvent {
    id
    kind
    source
    reason
    code
    words
    happenedAt
  }

  query RunEvents($id: ID!) {
    mailingRun(id: $id) {
      id
      eventCounts {
        hardBounces
        softBounces
        policyBounces
        complaints
        unsubscribes
      }
    }
  }
`;
