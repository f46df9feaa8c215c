"""All rules over the country, against loading their facts alone. `make bench BENCH=land_regels DEEL=10`."""

import sys
from decimal import Decimal

from bench.land.database import meet_land
from bench.land.geldstromen import PEILDATUM
from bench.meten import Verslag, measure

HOOGSTENS = Decimal(2)
HOOGSTENS_MB = 400


def meet(verslag: Verslag) -> None:
    """By the processor seconds of this process: the database does its part in others."""
    import time

    from financiering.continuiteit.dossier import load_dossiers
    from financiering.services.signalen import scan_initiatieven

    laden, alles = measure(
        lambda: sum(1 for _ in load_dossiers(PEILDATUM)),
        lambda: sum(1 for _ in scan_initiatieven(PEILDATUM)),
        keren=1,
        klok=time.process_time,
    )
    verslag.report_verhouding("alle regels tegen feiten laden", alles, laden, HOOGSTENS)
    verslag.report_piek("piekgeheugen", HOOGSTENS_MB)


def main() -> int:
    """On the country of DEEL percent."""
    return meet_land(meet)


if __name__ == "__main__":
    sys.exit(main())
