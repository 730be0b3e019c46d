/// The files that the rules' examples refer to, by name.
package enum RuleExampleFiles {
  /// Flow JSON files: one whose list feeds a `Dropdown`, one whose list feeds nothing, one with an endpoint,
  /// one with a second screen.
  package static let files: [String: String] = [
    "shared.flowmsg": "let marca = \"Aurora\"\n",
    "produtos.json": #"[{"id": "a1", "title": "Tênis"}]"#,
    "placeholder.json": #"{"titulo": "Olá, {nome}"}"#,
    "texts.json": #"{"titulo": "Olá"}"#,
    "vazio.csv": "id;title\n",
    "cheio.csv": "id;title\na1;Tênis\n",
    "produtos.txt": "a1: Tênis\n",
    "cities.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "CITY",
        "terminal": true,
        "data": {
          "cities": {
            "type": "array",
            "items": {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "string"}}}
          }
        },
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "Dropdown", "name": "city", "label": "City", "data-source": "${data.cities}"}]
        }
      }]
    }
    """#,
    "catalog.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "CATALOG",
        "terminal": true,
        "data": {
          "products": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": {"type": "string"}, "price": {"type": "string"}}}
          }
        }
      }]
    }
    """#,
    "cut.json": #"""
    {
      "version": "7.1",
      "screens": [
        {"id": "SCHEDULE", "data": {}},
        {"id": "CONFIRM", "data": {"day":
    """#,
    "steps.json": #"""
    {
      "version": "7.1",
      "routing_model": {"START": ["DONE"], "DONE": []},
      "screens": [{"id": "START"}, {"id": "DONE", "terminal": true}]
    }
    """#,
    "endpoint.json": #"""
    {
      "version": "7.1",
      "data_api_version": "3.0",
      "routing_model": {"OFFER": []},
      "screens": [{"id": "OFFER", "terminal": true, "data": {"name": {"type": "string"}}}]
    }
    """#,
  ]
}
