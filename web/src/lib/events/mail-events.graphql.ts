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

  query EventsOfRun($filter: MailEventFilter!) {
    mailEvents(filter: $filter, first: 100) {
      nodes {
        ...MailEventRow
        email
        delivery {
          id
          recipient {
            id
            fullName
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
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
