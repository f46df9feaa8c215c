"""Names of the API: lowerCamelCase, from the names of the model."""


def to_camel(naam: str) -> str:
    """`ingediend_op` becomes `ingediendOp`."""
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)
