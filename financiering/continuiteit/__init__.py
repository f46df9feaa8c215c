"""The judge: pure rules over the facts of one initiative. Rules read a `Dossier`, never the ORM."""
