export const views = /* GraphQL */ `
  query SavedViews($page: ViewPage!) {
    savedViews(page: $page) {
      id
      name
      query
    }
  }

  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      id
      name
    }
  }

  mutation RenameView($id: ID!, $name: String!) {
    renameView(id: $id, name: $name) {
      id
      name
    }
  }

  mutation DeleteView($id: ID!) {
    deleteView(id: $id)
  }
`;
