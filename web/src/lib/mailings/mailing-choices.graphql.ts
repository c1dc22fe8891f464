export const mailingChoices = /* GraphQL */ `
  query FilteredMailing($id: ID!) {
    mailing(id: $id) {
      id
      name
    }
  }

  query MailingChoices($search: String) {
    mailings(first: 20, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
  }
`;
