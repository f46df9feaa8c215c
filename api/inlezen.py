"""What comes in as JSON, refused when it could not go out again."""

import json
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Lezer(JSONParser):
    """JSON that is not too deep to read, with whole characters and numbers that exist."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Raises ParseError."""
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
        except RecursionError:
            raise ParseError("Dit zit te diep in elkaar.") from None
        except UnicodeEncodeError:
            raise ParseError("Er staat een half teken in de tekst.") from None
        except ValueError:
            raise ParseError("Er staat een getal in dat te groot is.") from None
        return data
