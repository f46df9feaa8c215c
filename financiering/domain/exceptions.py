"""What can go wrong in the domain. Every message is Dutch and meant for the person at the screen."""


class DomeinFout(Exception):
    """A rule of the domain refuses this.

    `boodschap` is what people read. `veld` names the form field or API key it belongs to, if one.
    """

    def __init__(self, boodschap: str, *, veld: str | None = None) -> None:
        super().__init__(boodschap)
        self.boodschap = boodschap
        self.veld = veld


class OvergangNietMogelijk(DomeinFout):
    """The life cycle does not know this step from here."""


class GewijzigdDoorAnder(DomeinFout):
    """Somebody else saved first; nothing was overwritten."""


class VerzoekAnders(DomeinFout):
    """The same key was used for another request."""


class PotOntoereikend(DomeinFout):
    """The pot holds less than is asked of it."""


class GeenToegang(DomeinFout):
    """This person may not do this; the message says why."""
