/// The files that the rules' examples refer to, by name.
package enum RuleExampleFiles {
  /// Flow JSON files: one whose list feeds a `Dropdown`, one whose list feeds nothing, one with an endpoint,
  /// one with a second screen, and those whose components show what they are given.
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
    "heading.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "LEMBRETE",
        "terminal": true,
        "data": {"titulo": {"type": "string"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "TextHeading", "text": "${data.titulo}"}]
        }
      }]
    }
    """#,
    "agenda.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "AGENDA",
        "terminal": true,
        "data": {"de": {"type": "string"}, "ate": {"type": "string"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "DatePicker", "name": "dia", "label": "Dia", "min-date": "${data.de}", "max-date": "${data.ate}"}]
        }
      }]
    }
    """#,
    "picture.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "FOTO",
        "terminal": true,
        "data": {"escala": {"type": "string"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "Image", "src": "iVBORw0KGgo=", "scale-type": "${data.escala}"}]
        }
      }]
    }
    """#,
    "photo.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "FOTO",
        "terminal": true,
        "data": {"foto": {"type": "string"}, "escala": {"type": "string"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "Image", "src": "${data.foto}", "scale-type": "${data.escala}"}]
        }
      }]
    }
    """#,
    "interests.json": #"""
    {
      "version": "7.1",
      "screens": [{
        "id": "INTERESSES",
        "terminal": true,
        "data": {"opcoes": {"type": "array"}, "maximo": {"type": "number"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "ChipsSelector", "name": "temas", "label": "Temas", "data-source": "${data.opcoes}",
             "max-selected-items": "${data.maximo}"}]
        }
      }]
    }
    """#,
    "menu.json": #"""
    {
      "version": "7.1",
      "routing_model": {"MENU": ["DETALHE"], "DETALHE": []},
      "screens": [{
        "id": "MENU",
        "data": {"itens": {"type": "array"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "NavigationList", "name": "menu", "list-items": "${data.itens}"}]
        }
      }, {"id": "DETALHE", "terminal": true}]
    }
    """#,
    "large.json": #"""
    {
      "version": "7.1",
      "routing_model": {"MENU": ["DETALHE"], "DETALHE": []},
      "screens": [{
        "id": "MENU",
        "data": {"itens": {"type": "array"}},
        "layout": {
          "type": "SingleColumnLayout",
          "children": [{"type": "NavigationList", "name": "menu", "media-size": "large", "list-items": "${data.itens}"}]
        }
      }, {"id": "DETALHE", "terminal": true}]
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
