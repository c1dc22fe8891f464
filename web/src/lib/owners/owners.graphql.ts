export const owners = /* GraphQL */ `
  query OwnerChoices($search: String) {
    users(first: 20, filter: { search: $search }, orderBy: { field: EMAIL, direction: ASC }) {
      nodes {
        id
        email
        fullName
      }
    }
  }

  query FilteredOwner($id: ID!) {
    user(id: $id) {
      id
      email
      fullName
    }
  }
`;
