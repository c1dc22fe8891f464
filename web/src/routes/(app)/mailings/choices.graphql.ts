export const choices = /* GraphQL */ `
  query MessageChoices($search: String) {
    messages(first: 20, filter: { search: $search }, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes {
        id
        subject
        updatedAt
      }
    }
  }

  query RecipientChoices($search: String) {
    recipients(first: 20, filter: { search: $search, status: ACTIVE }) {
      nodes {
        id
        email
        fullName
      }
    }
  }

  query ListChoices($search: String) {
    recipientLists(first: 50, filter: { search: $search }) {
      nodes {
        id
        name
        recipientCount
      }
    }
  }

  query IntervalChoices {
    intervals {
      id
      name
      every
      unit
    }
  }
`;
