"""Fills the form of row 6 from CSV on standard input: what a script would do, without checks."""
import csv
import sys

import orjson


def main():
    write = sys.stdout.buffer.write
    rows = csv.reader(open(0, encoding="utf-8", newline=""))
    next(rows)
    for to, nome, n in rows:
        request = {
            "method": "POST",
            "path": f"/v1/bots/bot-1/users/{to}/flow_message",
            "query": {},
            "body": {
                "title": f"Olá, {nome}!",
                "text": "Seu carrinho está guardado por *24 horas*.",
                "caption": "Loja Aurora",
                "parameters": {
                    "flow_name": "carrinho_abandonado",
                    "flow_cta": "Ver carrinho",
                    "flow_action_payload": {"screen": "CART", "data": {"n": int(n)}},
                },
            },
        }
        write(orjson.dumps(request, option=orjson.OPT_APPEND_NEWLINE))


main()
