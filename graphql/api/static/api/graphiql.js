// GraphiQL against this host's own /graphql, with the page's CSRF token.
"use strict";

const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
const first = "{\n  __typename\n}\n";

ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql", headers: { "X-CSRFToken": token } }),
    defaultQuery: first,
    defaultEditorToolsVisibility: true,
    isHeadersEditorEnabled: false,
  }),
  document.getElementById("editor"),
);
